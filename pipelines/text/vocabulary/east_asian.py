"""What Chinese, Japanese and Korean bylines set before and behind a name."""

from pipelines.text.vocabulary import words

# Before the name, alone or parted by a dot, colon or slash; "" says no role.
LABELS = {
    word: role
    for role, block in {
        "": """
            文 取材 取材文 共著 執筆 著 著者 記者 记者 本報記者 本报记者 本刊记者 特约记者 通讯员 作者 撰文
            文字 報道 报道 報導 报导 采写 写 構成 編 글 글쓴이 취재 기자 필자 작성자
            本社記者 執筆者 筆者 見習记者 实习记者 实习生 撰稿 撰稿人 来源 來源 稿件来源 文章 기사입력 최종수정
        """,
        "photographer": "写真 撮影 摄影 攝影 图 图片 사진 촬영 撮影者",
        "interviewer": "聞き手 インタビュー 采访 採訪 인터뷰",
        "translator": "翻訳 訳 監訳 共訳 翻译 翻譯 译 譯 번역 訳者",
        "editor": "編集 编辑 編輯 责编 責任編輯 责任编辑 편집 編集者 校对",
        "illustrator": "イラスト 絵 插画 插圖 그림 일러스트",
        "編集委員": "編集委員",
        "論説委員": "論説委員",
        "特派员": "特派员",
        "ニューヨーク特派員": "ニューヨーク特派員",
    }.items()
    for word in block.split()
}

# Behind the name and no part of it.
NAME_ENDINGS = tuple(sorted(words("記者 记者 기자 氏 さん 報道 报道 報導 报导 님 씨"), key=len, reverse=True))

# Behind the name, and the role as printed.
PRINTED_ROLES = tuple(
    sorted(
        words("""
    특파원 논설위원 선임기자 전문기자 인턴기자 객원기자 수습기자 편집위원 기자협회 特派員 編集委員 論説委員 通信員
    支局長 専門記者 특별취재 大기자 대기자 칼럼니스트 앵커 평론가
"""),
        key=len,
        reverse=True,
    )
)

# What pages print in a byline's place that names nobody: stamps, buttons, "unknown". Anywhere in a word.
NOBODY_INSIDE = words("""
    时间 時間 日期 更新 发布 發佈 發布 发表 發表 编辑 編輯 原标题 標題 标题 文章 最新 查看 更多 返回 点击 點擊
    网络 網絡 整理 未知 佚名 匿名 转载 轉載 来源 來源 评论 評論 阅读 閱讀 浏览 瀏覽 分享 关注 關注 收藏 打印
    列印 字号 字體 字体 股市 行情 快讯 声明 免责 投诉 举报 举報 相关 相關 推荐 推薦 热门 熱門 首页 首頁 登录
    登入 注册 下载 下載 客户端 扫码 二维码 本站 本网 昨天 今天 前天 简介 簡介 暂无 篇数 粉丝 当前位置 资讯 截至
    ツイート シェア コメント ヘルプ ログイン 会員 記事 ニュース 一覧 続き 公開 投稿 配信 印刷 保存 ランキング
    기사입력 기사수정 댓글 구독 뉴스 알림 스크랩 글자 인쇄 제보 로그인 공유하기 더보기
""")
# The same, as whole words alone: inside longer ones they are names ("김수정").
NOBODY_ALONE = words("""
    수정 입력 등록 승인 공유 보기 인쇄 크기 회원 시간 확대 축소 原创 大小 综合 收起 展开 大 中 小 图集 视频
""")

# Letters that only simplified Chinese has, in labels and in the commonest family names: a page of these sets no space
# inside a name, as Japanese ones do.
SIMPLIFIED = frozenset("记编责讯报张刘陈杨赵孙马罗郑谢韩冯邓许苏卢蒋贾叶阎钟谭邹陆顾钱汤龚贺赖乔万")

# What stands between a house and its own: "新华社记者王小明".
INNER_LABELS = words("记者 記者")

# Labels that may stand against the name's head: the short ones ("文") open names too.
STUCK_LABELS = tuple(
    sorted((label for label in LABELS if len(label) > 1 and label.endswith(("者", "员"))), key=len, reverse=True)
)

# A word that ends so is the role of the name behind it, as printed.
ROLE_ENDINGS = tuple(
    sorted(
        words("ジャーナリスト ライター 評論家 教授 編集長 作家 アナリスト エディター 研究員 研究员 评论员 評論員 主编")
    )
)
