//! Translations of the report in [`crate::rewrite::examples::AGENCY`], and other reports of the
//! accident; all of it is invented.

/// A full translation.
pub(super) const GERMAN: &str = "\
Port Eskel (Corvant) - Auf einem Viadukt nördlich von Port Eskel in Talvia ist am Montag ein Personenzug entgleist. Dabei kamen siebzehn Menschen ums Leben, 86 wurden verletzt, wie die Eisenbahnaufsicht mitteilte.
In dem Zug, der um 6.12 Uhr in Brask Richtung Port Eskel abgefahren war, saßen 243 Fahrgäste, als der dritte Wagen mit etwa 140 Kilometern in der Stunde gegen die Brüstung des Ulmen-Viadukts prallte, sagte Inspektorin Rosalka Dvane vor Journalisten.
Zwei Wagen stürzten 22 Meter tief in die Ulmen. In einem davon suchten Taucher der Küstenwache noch am Montagabend nach Vermissten.
„Wir haben keinen Grund anzunehmen, dass der Lokführer etwas falsch gemacht hat“, sagte Dvane.
Auf dem Viadukt galt seit November Tempo 90, nachdem in vier Pfeilern Risse entdeckt worden waren. So steht es in einem Hinweis auf der Internetseite des Staatsbetriebs Talrail.
Talrail-Chef Hendry Vossick wollte nicht sagen, ob auch die Signale umgestellt worden waren. Die Gewerkschaft der Lokführer, ASTV, verneinte das.
Verkehrsministerin Ilse Korhan brach einen Besuch in Ostmark ab und versprach den Angehörigen jedes Opfers 5.000 Kronen.
Unter den Toten sind sechs Schüler der Musikschule von Brask. Sie waren auf dem Weg zu einem Wettbewerb, sagte der Leiter der Schule, Peder Lunn.
Das letzte vergleichbare Unglück in Talvia ereignete sich 1987 am Knotenpunkt Hollin mit 31 Toten.";

/// A newspaper's own report, with the main facts.
pub(super) const GERMAN_INDEPENDENT: &str = "\
Die Kleinstadt Brask trauert. Vor der Musikschule brennen seit Montag Kerzen, und wer hier wohnt, kannte mindestens einen der Schüler, die im Zug nach Port Eskel saßen.
Mindestens 17 Menschen starben, als der Zug am Ulmen-Viadukt entgleiste. Im Krankenhaus Saint Brannoc liegen 54 Verletzte, darunter neun Kinder, wie die Direktorin Amelie Foss am Dienstag sagte.
Die Krankenschwester Marit Seel half zwölf Menschen aus dem fünften Wagen. „Er neigte sich und kam nicht zurück“, sagte sie.
Bauern aus Ulmenside kamen mit Traktoren. Jory Hask, einer von ihnen, hatte die Bahn seit dem Frühjahr dreimal vor fallenden Steinen gewarnt.
Bürgermeister Colm Tarrish rief für Mittwoch um elf Uhr zu einer Schweigeminute auf. Bis Sund fahren 30 Busse als Ersatz.
Das Auswärtige Amt teilte mit, unter den Fahrgästen seien drei Deutsche gewesen. Zwei seien unverletzt, eine Frau aus Oldenkamp werde in Sund behandelt.";

/// A translation of its first half into a language of another script.
pub(super) const RUSSIAN: &str = "\
Пассажирский поезд сошёл с рельсов в понедельник на виадуке к северу от Порт-Эскеля в Талвии. Семнадцать человек погибли, 86 пострадали, сообщила железнодорожная инспекция.
В поезде, который вышел в 6:12 из Браска в Порт-Эскель, находились 243 пассажира. Третий вагон ударился о парапет виадука Ульмен на скорости около 140 километров в час, рассказала инспектор Росалка Дване.
Два вагона упали в реку Ульмен с высоты 22 метров. Вечером в понедельник водолазы ещё обыскивали один из них.
«У нас нет причин считать, что машинист в чём-то ошибся», — сказала Дване.
В ноябре скорость на виадуке ограничили до 90 километров в час, так как в четырёх опорах нашли трещины, говорится на сайте компании «Талрайл».
Директор «Талрайла» Хендри Воссик не стал говорить, изменили ли сигналы.
Министр транспорта Ильсе Корхан прервала визит в Остмарк и обещала семьям погибших по 5000 крон.";

/// An own report in it.
pub(super) const RUSSIAN_INDEPENDENT: &str = "\
В Браске приспущены флаги. У музыкальной школы горят свечи, рядом лежат скрипки и письма.
После крушения у Порт-Эскеля в больнице остаются 54 человека, из них девять детей, сообщила главный врач Амели Фосс.
Медсестра Марит Сил ехала в пятом вагоне и вывела двенадцать человек.
Фермер Джори Хаск трижды писал компании о камнях, которые падали с арок.
Мэр Колм Тарриш объявил минуту молчания в среду в одиннадцать часов. Поезда до Сунда заменят 30 автобусов.
Всего погибли по меньшей мере 17 человек.";

/// A translation of half of its sentences.
pub(super) const FRENCH: &str = "\
Dix-sept personnes ont été tuées et 86 blessées lundi dans le déraillement d'un train de voyageurs au nord de Port Eskel, en Talvie, selon l'inspection des chemins de fer.
Le train de 6h12, qui reliait Brask à Port Eskel avec 243 passagers, roulait à quelque 140 km/h quand sa troisième voiture a heurté le parapet du viaduc d'Ulmen, a expliqué l'inspectrice Rosalka Dvane.
La vitesse y était limitée à 90 km/h depuis novembre, des fissures ayant été découvertes dans quatre piles.
Le directeur général de Talrail, Hendry Vossick, a refusé de dire si la signalisation avait été modifiée. Le syndicat ASTV affirme que non.
La ministre des Transports, Ilse Korhan, a écourté sa visite en Ostmark et promis 5 000 couronnes à chaque famille.";

/// Another accident, with some of the same people.
pub(super) const GERMAN_OTHER_EVENT: &str = "\
Hollin - Bei einem Zusammenstoß zweier Güterzüge ist am Freitag in Talvia ein Lokführer schwer verletzt worden. Inspektorin Rosalka Dvane sagte, ein Signal sei um 21.40 Uhr ausgefallen.
Talrail sperrte die Strecke nach Sund für vier Tage. Der Schaden liegt nach Angaben von Hendry Vossick bei 12 Millionen Kronen.
Es war der dritte Unfall dieser Art seit 2024. Verkehrsministerin Ilse Korhan kündigte an, 400 Kilometer Gleise prüfen zu lassen.";
