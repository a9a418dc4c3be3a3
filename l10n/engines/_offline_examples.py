"""Example pairs for small models: our own sentences, one a line, the same in every language.

Eight sentences in the manner of news and encyclopedias, with quotations, conditions, relative
clauses and names: eight gain 1.8 chrF++ over three short ones, sixteen gain no more
(docs/benchmarks.md). The first holds figures in the target's form, kept as they are. The last is
shown only to a text with a mask token: else the model writes a token of its own.
"""

from __future__ import annotations

_TEXTS = {
    "ja": """
同市は{money}を投じ、{count}台の計算機を導入した。
駅前に建つ図書館は、建築家の山本理恵が設計し、市民の寄付によって完成した。
「私たちは長い間この日を待っていました」と、団体の代表を務めるカルロス・メンデスは記者団に語った。
しかし、雨が降らなければ収穫量は昨年の半分にまで落ち込むおそれがあると、農家の多くは心配している。
この王国は、隣国との戦争に敗れるまでの長い間、地中海の貿易を支配していた。
彼女は医学を学ぶためにウィーンへ移ったが、卒業する前に音楽の道に進むことを決めた。
それでも、彼の発言を本気にする人はほとんどいなかった。
島の大部分は山地で、人口の多くは気候の穏やかな南の海岸沿いに住んでいる。
新しい法律が施行されれば、企業はXQ1Xの形式で労働時間を毎月報告しなければならない。
""",
    "en": """
The city spent {money} and installed {count} computers.
The library in front of the station was designed by the architect Rie Yamamoto and completed thanks to donations from residents.
“We have been waiting for this day for a long time,” Carlos Mendes, who heads the organization, told reporters.
However, many farmers worry that if it does not rain, the harvest could fall to half of last year's.
The kingdom long dominated trade in the Mediterranean, until it was defeated in a war with its neighbor.
She moved to Vienna to study medicine, but decided to pursue a career in music before graduating.
Even so, hardly anyone took his remarks seriously.
Most of the island is mountainous, and much of the population lives along the southern coast, where the climate is mild.
Once the new law takes effect, companies will have to report working hours in the XQ1X format every month.
""",
    "de": """
Die Stadt investierte {money} und schaffte {count} Rechner an.
Die Bibliothek vor dem Bahnhof wurde von der Architektin Rie Yamamoto entworfen und dank Spenden der Bürger fertiggestellt.
„Wir haben lange auf diesen Tag gewartet“, sagte Carlos Mendes, der die Organisation leitet, vor Journalisten.
Viele Landwirte befürchten jedoch, dass die Ernte auf die Hälfte des Vorjahres sinken könnte, wenn es nicht regnet.
Das Königreich beherrschte lange den Handel im Mittelmeer, bis es in einem Krieg gegen sein Nachbarland besiegt wurde.
Sie zog nach Wien, um Medizin zu studieren, entschied sich aber noch vor dem Abschluss für eine Laufbahn in der Musik.
Trotzdem nahm kaum jemand seine Äußerungen ernst.
Der größte Teil der Insel ist gebirgig, und ein Großteil der Bevölkerung lebt an der Südküste, wo das Klima mild ist.
Sobald das neue Gesetz in Kraft tritt, müssen Unternehmen die Arbeitszeiten jeden Monat im Format XQ1X melden.
""",
    "fr": """
La ville a dépensé {money} et installé {count} ordinateurs.
La bibliothèque située devant la gare a été conçue par l’architecte Rie Yamamoto et achevée grâce aux dons des habitants.
« Nous attendions ce jour depuis longtemps », a déclaré à la presse Carlos Mendes, qui dirige l’organisation.
Cependant, de nombreux agriculteurs craignent que, s’il ne pleut pas, la récolte ne tombe à la moitié de celle de l’an dernier.
Le royaume a longtemps dominé le commerce en Méditerranée, jusqu’à sa défaite dans une guerre contre son voisin.
Elle s’est installée à Vienne pour étudier la médecine, mais a décidé de se consacrer à la musique avant d’obtenir son diplôme.
Malgré cela, presque personne n’a pris ses propos au sérieux.
La plus grande partie de l’île est montagneuse, et la population vit surtout le long de la côte sud, où le climat est doux.
Dès l’entrée en vigueur de la nouvelle loi, les entreprises devront déclarer chaque mois les heures de travail au format XQ1X.
""",
    "es": """
La ciudad invirtió {money} e instaló {count} ordenadores.
La biblioteca situada frente a la estación fue diseñada por la arquitecta Rie Yamamoto y se terminó gracias a las donaciones de los vecinos.
«Llevábamos mucho tiempo esperando este día», declaró a la prensa Carlos Mendes, que dirige la organización.
Sin embargo, muchos agricultores temen que, si no llueve, la cosecha se reduzca a la mitad de la del año pasado.
El reino dominó durante mucho tiempo el comercio en el Mediterráneo, hasta que fue derrotado en una guerra con su vecino.
Se trasladó a Viena para estudiar medicina, pero decidió dedicarse a la música antes de graduarse.
Aun así, casi nadie se tomó en serio sus palabras.
La mayor parte de la isla es montañosa, y gran parte de la población vive en la costa sur, donde el clima es suave.
Cuando entre en vigor la nueva ley, las empresas tendrán que comunicar cada mes las horas de trabajo en el formato XQ1X.
""",
    "it": """
La città ha investito {money} e installato {count} computer.
La biblioteca davanti alla stazione è stata progettata dall’architetta Rie Yamamoto e completata grazie alle donazioni dei cittadini.
«Aspettavamo questo giorno da molto tempo», ha detto ai giornalisti Carlos Mendes, che guida l’organizzazione.
Molti agricoltori temono però che, se non pioverà, il raccolto possa ridursi alla metà di quello dell’anno scorso.
Il regno dominò a lungo i commerci nel Mediterraneo, finché non fu sconfitto in una guerra contro il paese vicino.
Si trasferì a Vienna per studiare medicina, ma decise di dedicarsi alla musica prima di laurearsi.
Nonostante ciò, quasi nessuno prese sul serio le sue parole.
La maggior parte dell’isola è montuosa e gran parte della popolazione vive lungo la costa meridionale, dove il clima è mite.
Quando la nuova legge entrerà in vigore, le aziende dovranno comunicare ogni mese le ore di lavoro nel formato XQ1X.
""",
    "pt_BR": """
A cidade investiu {money} e instalou {count} computadores.
A biblioteca em frente à estação foi projetada pela arquiteta Rie Yamamoto e concluída graças às doações dos moradores.
“Esperávamos por este dia há muito tempo”, disse aos jornalistas Carlos Mendes, que dirige a organização.
No entanto, muitos agricultores temem que, se não chover, a colheita caia para a metade da do ano passado.
O reino dominou por muito tempo o comércio no Mediterrâneo, até ser derrotado em uma guerra contra o país vizinho.
Ela se mudou para Viena para estudar medicina, mas decidiu seguir carreira na música antes de se formar.
Mesmo assim, quase ninguém levou a sério as palavras dele.
A maior parte da ilha é montanhosa, e grande parte da população vive na costa sul, onde o clima é ameno.
Quando a nova lei entrar em vigor, as empresas terão de informar todo mês as horas de trabalho no formato XQ1X.
""",
    "ru": """
Город потратил {money} и установил {count} компьютеров.
Библиотеку перед вокзалом спроектировала архитектор Риэ Ямамото, а достроили её на пожертвования горожан.
«Мы долго ждали этого дня», — сказал журналистам Карлос Мендес, возглавляющий организацию.
Однако многие фермеры опасаются, что без дождей урожай может сократиться до половины прошлогоднего.
Королевство долгое время господствовало в торговле на Средиземном море, пока не потерпело поражение в войне с соседом.
Она переехала в Вену изучать медицину, но ещё до окончания учёбы решила посвятить себя музыке.
И всё же его слова почти никто не принял всерьёз.
Большая часть острова гористая, и значительная часть населения живёт на южном побережье, где климат мягкий.
Когда новый закон вступит в силу, компании должны будут ежемесячно сообщать о рабочем времени в формате XQ1X.
""",
    "zh_Hans": """
该市投入{money}，引进了{count}台计算机。
车站前的图书馆由建筑师山本理惠设计，靠市民捐款建成。
“我们等这一天已经等了很久。”该团体的负责人卡洛斯·门德斯对记者说。
但许多农民担心，如果不下雨，收成可能会降到去年的一半。
在与邻国的战争中战败之前，这个王国长期控制着地中海的贸易。
她为学医搬到了维也纳，但在毕业之前就决定走音乐之路。
尽管如此，几乎没有人把他的话当真。
岛上大部分是山地，许多居民住在气候温和的南部海岸。
新法律施行后，企业必须每月以XQ1X格式报告工作时间。
""",
    "zh_Hant": """
該市投入{money}，引進了{count}台電腦。
車站前的圖書館由建築師山本理惠設計，靠市民捐款建成。
「我們等這一天已經等了很久。」該團體的負責人卡洛斯·門德斯對記者說。
但許多農民擔心，如果不下雨，收成可能會降到去年的一半。
在與鄰國的戰爭中戰敗之前，這個王國長期控制著地中海的貿易。
她為學醫搬到了維也納，但在畢業之前就決定走音樂之路。
儘管如此，幾乎沒有人把他的話當真。
島上大部分是山地，許多居民住在氣候溫和的南部海岸。
新法律施行後，企業必須每月以XQ1X格式報告工作時間。
""",
    "ko": """
이 도시는 {money}을 투입해 컴퓨터 {count}대를 도입했다.
역 앞에 있는 도서관은 건축가 야마모토 리에가 설계했으며 시민들의 기부로 완공되었다.
“우리는 오랫동안 이날을 기다려 왔습니다”라고 단체의 대표를 맡고 있는 카를로스 멘데스는 기자들에게 말했다.
그러나 많은 농민은 비가 오지 않으면 수확량이 작년의 절반까지 줄어들 수 있다고 걱정하고 있다.
이 왕국은 이웃 나라와의 전쟁에서 패할 때까지 오랫동안 지중해 무역을 지배했다.
그녀는 의학을 공부하기 위해 빈으로 옮겼지만 졸업하기 전에 음악의 길을 가기로 결심했다.
그래도 그의 발언을 진지하게 받아들이는 사람은 거의 없었다.
섬의 대부분은 산지이며 인구의 상당수는 기후가 온화한 남쪽 해안을 따라 살고 있다.
새 법이 시행되면 기업은 매달 XQ1X 형식으로 노동 시간을 보고해야 한다.
""",
    "id": """
Kota itu mengeluarkan {money} dan memasang {count} komputer.
Perpustakaan di depan stasiun itu dirancang oleh arsitek Rie Yamamoto dan diselesaikan berkat sumbangan warga.
“Kami sudah lama menantikan hari ini,” kata Carlos Mendes, yang memimpin organisasi itu, kepada wartawan.
Namun, banyak petani khawatir hasil panen bisa turun menjadi separuh dari tahun lalu jika hujan tidak turun.
Kerajaan itu lama menguasai perdagangan di Laut Tengah sampai kalah dalam perang melawan negara tetangganya.
Ia pindah ke Wina untuk belajar kedokteran, tetapi memutuskan untuk menekuni musik sebelum lulus.
Meski begitu, hampir tidak ada yang menganggap serius ucapannya.
Sebagian besar pulau itu berupa pegunungan, dan banyak penduduk tinggal di sepanjang pantai selatan yang beriklim sejuk.
Setelah undang-undang baru berlaku, perusahaan harus melaporkan jam kerja setiap bulan dalam format XQ1X.
""",
    "vi": """
Thành phố đã chi {money} và lắp đặt {count} máy tính.
Thư viện trước nhà ga do kiến trúc sư Rie Yamamoto thiết kế và được hoàn thành nhờ tiền quyên góp của người dân.
“Chúng tôi đã chờ đợi ngày này từ rất lâu”, ông Carlos Mendes, người đứng đầu tổ chức, nói với các phóng viên.
Tuy nhiên, nhiều nông dân lo rằng nếu trời không mưa, sản lượng có thể giảm xuống còn một nửa so với năm ngoái.
Vương quốc này đã thống trị thương mại ở Địa Trung Hải trong thời gian dài, cho đến khi thua trong cuộc chiến với nước láng giềng.
Cô chuyển đến Vienna để học y khoa, nhưng đã quyết định theo đuổi âm nhạc trước khi tốt nghiệp.
Dù vậy, hầu như không ai coi trọng lời nói của ông.
Phần lớn hòn đảo là đồi núi, và nhiều người dân sống dọc bờ biển phía nam, nơi có khí hậu ôn hòa.
Khi luật mới có hiệu lực, các công ty sẽ phải báo cáo giờ làm việc hằng tháng theo định dạng XQ1X.
""",
    "th": """
เมืองนี้ใช้งบประมาณ {money} และติดตั้งคอมพิวเตอร์ {count} เครื่อง
ห้องสมุดหน้าสถานีออกแบบโดยสถาปนิกริเอะ ยามาโมโตะ และสร้างเสร็จด้วยเงินบริจาคของประชาชน
“เรารอวันนี้มานานแล้ว” คาร์ลอส เมนเดส หัวหน้าองค์กรกล่าวกับผู้สื่อข่าว
อย่างไรก็ตาม เกษตรกรจำนวนมากกังวลว่าหากฝนไม่ตก ผลผลิตอาจลดลงเหลือครึ่งหนึ่งของปีที่แล้ว
อาณาจักรนี้ครอบงำการค้าในทะเลเมดิเตอร์เรเนียนมาเป็นเวลานาน จนกระทั่งพ่ายแพ้สงครามกับประเทศเพื่อนบ้าน
เธอย้ายไปเวียนนาเพื่อเรียนแพทย์ แต่ตัดสินใจเดินบนเส้นทางดนตรีก่อนเรียนจบ
ถึงอย่างนั้น แทบไม่มีใครถือคำพูดของเขาเป็นจริงเป็นจัง
พื้นที่ส่วนใหญ่ของเกาะเป็นภูเขา และประชากรจำนวนมากอาศัยอยู่ตามชายฝั่งทางใต้ซึ่งมีอากาศอบอุ่น
เมื่อกฎหมายใหม่มีผลบังคับใช้ บริษัทต้องรายงานชั่วโมงทำงานทุกเดือนในรูปแบบ XQ1X
""",
    "hi": """
शहर ने {money} खर्च किए और {count} कंप्यूटर लगाए।
स्टेशन के सामने बना पुस्तकालय वास्तुकार रिए यामामोतो ने बनाया था और वह नागरिकों के दान से पूरा हुआ।
“हम लंबे समय से इस दिन का इंतज़ार कर रहे थे,” संगठन के प्रमुख कार्लोस मेंडेस ने पत्रकारों से कहा।
लेकिन कई किसानों को चिंता है कि अगर बारिश नहीं हुई तो पैदावार पिछले साल की आधी रह सकती है।
पड़ोसी देश से युद्ध हारने तक यह राज्य लंबे समय तक भूमध्य सागर के व्यापार पर हावी रहा।
वह चिकित्सा की पढ़ाई के लिए वियना गई, लेकिन स्नातक होने से पहले ही उसने संगीत की राह चुन ली।
फिर भी शायद ही किसी ने उसकी बात को गंभीरता से लिया।
द्वीप का अधिकांश भाग पहाड़ी है और ज़्यादातर आबादी दक्षिणी तट पर रहती है, जहाँ की जलवायु सुहावनी है।
नया क़ानून लागू होने पर कंपनियों को हर महीने XQ1X प्रारूप में काम के घंटे बताने होंगे।
""",
    "ar": """
أنفقت المدينة {money} وركّبت {count} حاسوب.
صمّمت المهندسة المعمارية ري ياماموتو المكتبة الواقعة أمام المحطة، واكتمل بناؤها بفضل تبرعات السكان.
قال كارلوس مينديس، الذي يرأس المنظمة، للصحفيين: «لقد انتظرنا هذا اليوم طويلًا».
لكن كثيرًا من المزارعين يخشون أن ينخفض المحصول إلى نصف محصول العام الماضي إذا لم يهطل المطر.
سيطرت المملكة طويلًا على التجارة في البحر المتوسط حتى هُزمت في حرب مع جارتها.
انتقلت إلى فيينا لدراسة الطب، لكنها قررت أن تسلك طريق الموسيقى قبل تخرجها.
ومع ذلك لم يأخذ أحد تقريبًا كلامه على محمل الجد.
معظم الجزيرة جبلي، ويعيش كثير من السكان على طول الساحل الجنوبي حيث المناخ معتدل.
عندما يدخل القانون الجديد حيز التنفيذ، سيتعين على الشركات الإبلاغ عن ساعات العمل شهريًا بصيغة XQ1X.
""",
}
EXAMPLES: dict[str, tuple[str, ...]] = {
    locale: tuple(text.strip().splitlines()) for locale, text in _TEXTS.items()
}


def examples_of(locale: str) -> tuple[str, ...]:
    """The sentences of a locale, or of its language where the script is the same (`de_AT`,
    `pt_PT`); () when there are none.

    >>> examples_of("pt") == EXAMPLES["pt_BR"], examples_of("zh"), examples_of("cs")
    (True, (), ())
    """
    language = locale.split("_")[0]
    near = {"pt": "pt_BR"}.get(language, language)
    return EXAMPLES.get(locale) or EXAMPLES.get(near, ())
