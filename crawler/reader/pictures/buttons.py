"""What stands with a picture and says nothing of it: counters, lengths of videos, buttons in words."""

import re

# Furniture of players and galleries: "1/12", "02:34", "44 Bilder", "00:49 min", "HD", "Image 2 of 9".
COUNTER = re.compile(
    r"(?:image|bild|foto|photo|slide|picture)? ?[\d\s.,:/|\-–]*+"  # never given back: a run of dashes is read once
    r"(?:von|of|de|sur|di|van|/|min\.?|bilder|fotos?|photos?|images|video|hd|sek\.?)?[\d\s.,:/|\-–]*",
    re.I,
)

_WORDS = frozenset(
    line.strip().casefold()
    for line in """
    now playing, watch, watch now, watch video, play, play video, video, listen, close, enlarge, enlarge image, zoom
    enlarge photo, click to enlarge, tap to enlarge, expand, full screen, fullscreen, view gallery, open gallery
    open image in gallery, open image modal, open in gallery, hide caption, toggle caption, show caption, caption
    view photos, see more, download, share, share this, save, copy link, more videos, advertisement, loading
    advert, ad, sponsored, werbung, anzeige, publicité, publicidad, pubblicità, advertentie, реклама, 广告, 広告, 광고
    image unavailable, photo gallery, slideshow, next, previous, prev, back, replay, vergrößern, bild vergrößern
    bild anzeigen, bild schließen, schließen, großansicht, vollbild, in großansicht öffnen, bild öffnen, teilen
    video abspielen, abspielen, bilderstrecke starten, zur galerie, galerie öffnen, zur bildergalerie, herunterladen
    agrandir, agrandir l'image, agrandir l’image, fermer, voir la galerie, plein écran, partager, ampliar
    ampliar foto, ampliar imagen, cerrar, ver galería, ver galeria, pantalla completa, compartir, fechar, ingrandisci
    chiudi, condividi, sluiten, vergroten, vergroot, bekijk galerij, stäng, förstora, luk, forstør, lukk, forstørr
    powiększ, zamknij, zavřít, zvětšit, закрыть, увеличить, поделиться, 点击查看大图, 点击看大图, 点击看清晰大图
    查看大图, 查看原图, 点击查看原图, 点击查看高清原图, 分享, 关闭, 播放, 点击播放, 大きな画像, 拡大する, 画像を拡大
    拡大画像, 写真を拡大, 閉じる, 사진 확대, 크게보기, 이미지 크게 보기, 닫기, 공유
    """.replace("\n", ",").split(",")
    if line.strip()
)
_SIGNS = " []()+×✕✖▶►⏵›»«‹<>|:·•"
LONGEST = 40  # characters


def is_counter(text: str) -> bool:
    """Whether a text is a counter, a length or a time: "1/12", "44 Bilder", "06.11.2025, 17:06 Uhr"."""
    letters = sum(map(str.isalpha, text))
    return sum(map(str.isdigit, text)) > letters or COUNTER.fullmatch(text) is not None


def is_button(text: str) -> bool:
    """Whether a text is a button in words, and nothing else: "[+] Enlarge", "Bild vergrößern"."""
    return len(text) <= LONGEST and text.strip(_SIGNS).casefold() in _WORDS
