"""Family names in Chinese letters and Hangul: their first letters tell a short name from a short word."""

from pipelines.text.vocabulary import words

# Ten surnames cover two thirds of Korea; these cover nearly all of it.
HANGUL_FAMILY_NAMES = tuple(
    sorted(
        words("""
    남궁 황보 제갈 사공 선우 서문 독고 동방 김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 유 전 홍 고
    문 손 양 배 백 허 남 심 노 하 곽 성 차 주 우 구 민 진 나 지 엄 채 원 천 방 공 현 함 변 염 여 추 도 소 석 선 설
    마 길 연 위 표 명 기 반 왕 금 옥 육 인 맹 제 모 탁 국 어 은 편 용 예 봉 경 사 부 가 복 태 목 형 피 두 감 음 빈
    동 온 호 범 좌 팽 승 간 상 시 갈 라 리 림
""")
    )
)

HAN_FAMILY_NAMES = tuple(
    sorted(
        words("""
    歐陽 欧阳 司馬 司马 上官 諸葛 诸葛 皇甫 夏侯 王 李 张 張 刘 劉 陈 陳 杨 楊 黄 黃 赵 趙 吴 吳 周 徐 孙 孫 马 馬
    朱 胡 郭 何 林 高 梁 罗 羅 郑 鄭 谢 謝 宋 唐 许 許 邓 鄧 韩 韓 冯 馮 曹 彭 曾 肖 蕭 萧 田 董 潘 袁 蔡 蒋 蔣 余
    于 杜 叶 葉 程 魏 苏 蘇 吕 呂 丁 任 卢 盧 姚 沈 钟 鍾 姜 崔 谭 譚 陆 陸 范 汪 廖 石 金 贾 賈 韦 韋 夏 付 傅 方
    邹 鄒 熊 白 孟 秦 邱 侯 江 尹 薛 阎 閻 段 雷 龙 龍 黎 史 陶 贺 賀 毛 郝 顾 顧 龚 龔 邵 万 萬 覃 武 钱 錢 戴 严
    嚴 莫 孔 向 常 温 溫 游 康 施 文 牛 樊 葛 邢 安 齐 齊 易 乔 喬 伍 庞 龐 颜 顏 倪 庄 莊 聂 聶 章 鲁 魯 岳 翟 申
    欧 歐 耿 关 關 兰 蘭 焦 俞 左 柳 甘 祝 包 宁 寧 尚 符 舒 阮 柯 纪 紀 梅 童 凌 毕 畢 单 單 季 裴 霍 涂 成 苗 谷
    盛 曲 翁 冉 骆 駱 蓝 藍 路 辛 靳 管 柴 蒙 鲍 鮑 华 華 喻 祁 蒲 房 滕 屈 饶 饒 解 牟 艾 尤 时 時 阳 陽 穆 农 農
    司 卓 古 吉 缪 简 簡 车 車 项 項 连 連 芦 麦 麥 褚 娄 婁 窦 竇 戚 岑 景 党 黨 宫 宮 费 費 卜 冷 晏 席 卫 衛 佐
    鈴 伊 渡 山 中 小 加 木 松 井 橋 藤 岡 原 福 西 三 長 森 池 大 前 上 村 野 坂 本 北 川 東 南
""")
    )
)
