"""Common given names, folded (no accents), of the languages we meet: they tell "Rich Staff" from "Reuters Staff".

A help where form alone can't decide, never a condition: most of the world's names are not here.
"""

from pipelines.text.vocabulary import words

GIVEN_NAMES = words("""
    aaron abby abdul abdullah abigail abraham ada adam adela adele adeline adrian adriana adrien agata agnes
    agnieszka ahmad ahmed aidan aileen aisha akiko akira alain alan alana alanna alasdair albert alberto aldo
    alejandra alejandro aleksandr aleksandra alessandra alessandro alessia alex alexa alexander alexandra
    alexandre alexei alexis alfonso alfred alfredo ali alice alicia alina alisa alison alistair allan allen
    allison alma alonso alun alvaro alvin alyssa amanda amara amber amelia amelie amina amir amit amos amy ana
    anand ananya anastasia anders andre andrea andreas andrei andres andrew andrius andrzej andy angel angela
    angelica angelina angelo angie angus anika anil anita anja anjali anke anna annabel anne anneke annette annie
    ansel anthony antje antoine anton antonella antonia antonio anusha april arash ariana ariel arjun arlene
    armando arne arnold arthur arturo arun ash asha ashley ashok asif astrid athena audrey augusto aurelie aurora
    austin ava avi axel ayesha aymeric baptiste barbara barney barry bart bartosz bas basil beata beatrice beatriz
    becky ben benedict benedikt benjamin benoit bernadette bernard bernardo bernd bernhard bert beth bethany betty
    bettina beverly bianca bill billy birgit bjorn blake blanca bob bobby bonnie boris brad bradley brandon brenda
    brendan brenna brent brett brian brianna bridget brigitte britta brooke bruce bruno bryan bryony caitlin caleb
    callum calvin cameron camila camilla camille candice cara carina carl carla carlo carlos carmen carol carole
    carolina caroline carolyn carrie carsten casey cassandra cassie catalina caterina catherine cathy catriona
    cecile cecilia cedric celeste celia celine cesar chad chandra chantal charles charlie charlotte chelsea cheryl
    chester chiara chloe chris christa christian christiane christina christine christof christoph christophe
    christopher christy ciara cindy claire clara clare clark claude claudia claudio claus clement cleo clive clyde
    cody colette colin colleen connor conor conrad constance constantin cora corey corinna corinne cormac cornelia
    corrie courtney craig cristian cristina cristobal curtis cynthia cyril daisy dale damian damien damon dan dana
    daniel daniela daniele danielle danilo danny daphne darcy daria dario darius darrell darren daryl dave david
    davide davis dawn dean deanna deb debbie deborah debra declan deepak deepika deirdre delphine denis denise
    dennis derek dermot desmond devon diana diane diego dieter dietmar dimitri dina dinesh dino dirk dmitri dmitry
    dolores dominic dominik dominika dominique don donald donna dora doreen doris dorothea dorothy doug douglas
    drew duncan dustin dylan eamon earl ed eddie eden edgar edith edmund eduardo edward edwin eileen elaine
    eleanor elena eleonora eli elia elias elisa elisabeth elise elizabeth ella ellen ellie elliot elliott elsa
    emanuel emanuela emil emile emilia emilie emilio emily emma emmanuel emre enrico enrique eric erica erich erik
    erika erin ernest ernesto ervin esteban esther ethan etienne eugene eugenia eva evan eve evelyn ewa ewan
    fabian fabien fabio fabrice fabrizio faisal faith faiza farah farid fatima federica federico felicia felicity
    felipe felix ferdinand fergal fernanda fernando fiona flavia flavio flora florence florent florian floyd
    frances francesca francesco francis francisca francisco franck francois francoise frank franz fraser fred
    freddie frederic frederick frederik freya frida frieda friedrich gabriel gabriela gabriele gabriella gabrielle
    gail gareth garry gary gavin gayle gemma gene genevieve geoff geoffrey george georgia georgina gerald
    geraldine gerard gerardo gerd gerhard gerry giacomo gianluca gianni gil gilbert gilles gillian gina ginny
    giorgia giorgio giovanna giovanni gisela giulia giulio giuseppe glen glenn gloria gonzalo gordon grace graham
    grant greg gregg gregor gregory greta gretchen guido guillaume guillermo gunther gus gustavo guy gwen gwyneth
    hailey haley hamid hanna hannah hannes hans harald harold harriet harrison harry hartmut haruki harvey hasan
    hassan hazel heather hector heidi heike heiko heinrich heinz helen helena helene helga helmut hendrik henning
    henri henrik henrike henry herbert herman hermann hilary hilda hiroshi holger holly hope horst howard hubert
    hugh hugo humberto hussein ian ibrahim ida ignacio igor ilaria ilona ilse imogen imran ines inga inge ingo
    ingrid ioana ira irena irene iris irina isaac isabel isabella isabelle isla ismail ivan ivana ivo ivy jack
    jackie jackson jaclyn jacob jacqueline jacques jade jaime jake jakob jakub james jamie jan jana jane janet
    janice janine jared jasmin jasmine jason javier jay jean jeanette jeanne jeff jeffrey jelena jen jenna jenni
    jennifer jenny jens jeremy jerome jerry jess jesse jessica jesus jill jim jimmy jo joachim joan joana joanna
    joanne joao joaquin jochen jodi jody joe joel joelle joerg joern johan johann johanna johannes john johnny jon
    jonas jonathan joost jordan jordi jorg jorge jorn jose josef joseph josephine josh joshua josie joy joyce juan
    juana juanita judith judy jules julia julian juliana juliane julie julien juliet juliette julio julius june
    jurgen justin justine kai karen karim karin karina karl karla karolina karoline karsten kaspar kate katerina
    katharina katharine katherine kathleen kathrin kathryn kathy katia katie katja katrin katrina katya kay kayla
    keiko keith kelly kelsey ken kendra kenji kenneth kenny kent keri kerry kerstin kevin khalid khaled kieran
    kiera kim kimberly kira kirk kirsten kirstin kirsty klara klaus konrad kris krishna kristen kristi kristian
    kristin kristina kristof krystyna krzysztof kurt kwame kyle kylie lara larissa larry lars laszlo latoya laura
    laure lauren laurence laurent laurie lawrence layla lea leah leanne lee leigh leila lena lenka leo leon leona
    leonard leonardo leonie leonora leroy lesley leslie leticia lewis liam libby lida lidia lili lilian liliana
    lillian lily lina linda lindsay lindsey linus lionel lisa lisbeth liv livia liz liza lloyd logan lois lola
    lorena lorenzo loretta lori lorna lorraine lou louis louisa louise luc luca lucas lucia luciana luciano lucie
    lucien lucille lucinda lucy ludovic luigi luis luisa luiz lukas luke lydia lynn lynne maarten madeleine
    madison mae magdalena maggie magnus mahmoud maia malcolm malik mandy manfred manon manuel manuela mara marc
    marcel marcela marcello marcia marcin marco marcos marcus margaret margarita margit margot maria mariam marian
    mariana marianne marie mariella marilyn marina mario marion marisa marissa marius marjorie mark markus marlene
    marta martha martin martina marvin mary maryam massimo mateo mateusz mathew mathias mathieu matilda matt
    matteo matthew matthias matthieu maureen maurice mauricio maurizio mauro max maxime maximilian maxine maya
    mayra megan mehdi mehmet mei melanie melina melinda melissa mercedes meredith mia michael michaela michal
    michel michela michele michelle miguel mikael mike mikhail mila milan milena miles millie milo mina mindy
    miranda miriam mirko mitch mitchell moira molly mona monica monika monique montserrat morag morgan moritz
    muhammad muna murray mustafa myra nabil nadia nadine nancy naomi nasser nat natalia natalie nataliya natasha
    nate nathalie nathan nathaniel neal ned neha neil nelson nerea nevada nia niall nicholas nick nicky nicola
    nicolas nicole niels nigel nikita niklas nikola nikolai nikolaus nils nina nino noah noel noelle nora norbert
    noreen norma norman nuno octavia oisin olaf ole oleg olena olga olive oliver olivia olivier omar orla oscar
    oskar osman otto owen pablo paddy paige pam pamela paola paolo pascal pascale patric patrice patricia patricio
    patrick patrik patty paul paula paulina pauline paulo pavel pedro peggy penelope penny per percy perry petar
    pete peter petr petra petros phil philip philipp philippa philippe phillip phoebe phyllis pia pierre pieter
    pietro pilar piotr polly prakash preeti priya quentin rachael rachel rafael rafal raffaele rahul rainer raj
    rajesh ralf ralph ramesh ramon rana randall randy raoul raphael raquel rashid raul ravi ray raymond rebecca
    rebekah reed regina reinhard rekha renata renate rene renee reuben rex rhea rhiannon rhona ricardo riccardo
    rich richard rick ricky riley rita rob robert roberta roberto robin robyn rocio rod roderick rodney rodrigo
    roger rohan roisin roland rolf roman romain romy ron ronald ronan ronnie rory rosa rosalind rosario rose
    rosemary rosie ross rowan rowena roxanne roy ruben ruby rudi rudolf rudy rupert russell ruth ryan sabina
    sabine sabrina sadie saeed sally salma salvador salvatore sam samantha samir samuel sandeep sander sandra
    sandrine sandy sanjay santiago santosh sara sarah sascha sasha saskia saul scott sean sebastian sebastien
    selena selina serena serge sergei sergey sergio seth shane shannon sharon shaun shauna shawn sheena sheila
    shelby shelley sherry shirley shreya siddharth sidney sigrid silke silvia silvio simon simona simone sinead
    siobhan sofia sofie solomon sonia sonja sophia sophie soren spencer stacey stacy stan stanislav stanley stefan
    stefania stefanie stefano stella stephan stephane stephanie stephen steve steven stewart stuart sue suhail
    sujata sunil suresh susan susana susanna susanne susie suzanne sven svenja svetlana sydney sylvain sylvia
    sylvie tabitha tadeusz taha takeshi tamar tamara tami tammy tania tanja tanya tara tariq tasha tatiana ted
    terence teresa terri terry tess tessa thea thelma theo theodore theresa therese thierry thomas thorsten tia
    tibor tiffany tim timo timothy tina tobias tobin toby todd tom tomas tomasz tommaso tommy toni tony torsten
    tracey tracy travis trevor tricia trish tristan troy tuan tyler uli ulf ulrich ulrike umberto ursula usman ute
    uwe vadim valentin valentina valeria valerie valery vanessa vera verena veronica veronika vicente vicki vicky
    victor victoria vijay vikram viktor viktoria vincent vincenzo viola violet virginia virginie vishal vitor
    vittorio vivek vivian vladimir volker wade walter wanda warren wayne wendy werner wesley whitney wilfried
    wilhelm will willem william willow winston wojciech wolf wolfgang xavier yan yann yannick yara yasmin yasmine
    yolanda yosef youssef yuki yuri yusuf yves yvette yvonne zach zachary zahra zara zeina zeynep zoe zoltan
""")
