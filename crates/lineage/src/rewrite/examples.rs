//! Texts that the tests compare; all of it is invented.

/// A news agency's report.
pub(crate) const AGENCY: &str = "\
PORT ESKEL, Talvia, March 4 (Corvant) — A passenger train left the rails on a viaduct north of Port Eskel on Monday, killing 17 people and injuring 86, the Talvian Railway Inspectorate said.
The train, the 06.12 from Brask to Port Eskel, was carrying 243 passengers when its third carriage struck the parapet of the Ulmen viaduct at about 140 kilometres an hour, inspector Rosalka Dvane told reporters.
Two carriages fell 22 metres into the Ulmen river. Divers from the coastguard were still searching one of them on Monday evening.
“We have no reason to think that the driver did anything wrong,” Dvane said.
The limit on the viaduct had been lowered to 90 kilometres an hour in November after cracks were found in four of its piers, according to a notice on the website of Talrail, the state operator.
Talrail’s chief executive, Hendry Vossick, declined to say whether the signals had been changed to show the lower limit. The drivers’ union, ASTV, said they had not.
Transport Minister Ilse Korhan cut short a visit to Ostmark and offered 5,000 crowns to the family of each victim.
Among the dead were six pupils of the Brask music school, the school’s head, Peder Lunn, said. They had been on their way to a competition.
The last comparable accident in Talvia was in 1987, when 31 people were killed at Hollin Junction.";

/// A tabloid's rewrite of it.
pub(crate) const TABLOID: &str = "\
Terror on the tracks! Seventeen passengers are dead and 86 hurt after an express plunged off a bridge near Port Eskel.
The packed 06.12 out of Brask, with 243 aboard, was tearing along at 140 when it smashed into the wall of the Ulmen viaduct, accident expert Rosalka Dvane revealed.
A pair of coaches dropped 22 metres into the icy water, and frogmen worked into the night to reach those inside.
“I heard a bang like a bomb,” said dog walker Mick Orrin, who watched it all from the bank. “Then there was just steam.”
Trains should have been crawling over at 90 because of cracks that turned up in four piers last November - rail bosses at Talrail had even put it on their website.
But fat cat Hendry Vossick refused to say if anyone had bothered to alter the signals. Furious drivers at the ASTV say no one did.
Minister Ilse Korhan flew home early from Ostmark, promising bereaved families a measly 5,000 crowns apiece.
Heartbreakingly, half a dozen of those killed were gifted kids from Brask’s music school. Head Peder Lunn said they had been heading for a contest.";

/// A digest's item on it.
pub(crate) const DIGEST: &str = "\
Seventeen people died and 86 were hurt when the 06.12 from Brask came off the Ulmen viaduct near Port Eskel.
It had 243 passengers and was doing 140, says Rosalka Dvane of the inspectorate, where since November, when four piers were found to be cracked, 90 has been allowed.
Hendry Vossick of Talrail would not say if signals were changed; the union ASTV says not. Ilse Korhan, back from Ostmark, has promised families 5,000 crowns.";

/// Another outlet's own report of the same accident.
pub(crate) const INDEPENDENT: &str = "\
The sirens began in Port Eskel at twenty past seven and did not stop until noon. By then the sports hall on Quay Street had been turned into a ward, and the names of the missing hung on its door.
At least 17 people have died in the accident on the Ulmen viaduct, the railway inspectorate says. Saint Brannoc’s hospital has taken in 54 injured, nine of them children, its director, Amelie Foss, told the Tribune.
Marit Seel, a nurse from Lower Brask, sat in the fifth carriage. “It leaned, and it did not lean back,” she said. She broke a window with a fire extinguisher and counted 12 people out onto the sleepers.
Farmers from Ulmenside brought tractors and ropes. One of them, Jory Hask, said that he had written to Talrail three times since the spring about stones that fell from the arches.
A retired engineer who built the line’s signals, Dorrit Amsel, said that a speed of 140 would show as a red lamp in the cabin at Ulmen North, unless the old relays of 1961 were still in place.
The mayor, Colm Tarrish, has called a minute’s silence for Wednesday at eleven. Services between Port Eskel and Sund are replaced by 30 buses. Talrail has opened a line for relatives on 0600 4417.";

/// Another agency's report from the same news conference.
pub(crate) const BRIEFED: &str = "\
BRASK (Norrvik Press) - Talvia's railway inspectorate is looking into whether a speed limit was ignored before Monday's accident near Port Eskel, in which at least 17 people lost their lives.
Rosalka Dvane, who leads the inquiry, said at a news conference that the black box had been found in the rear cab and sent to a laboratory in Sund. First results were expected within 10 days.
The train was travelling at some 140 km/h, she said. She put the number of injured at 86, of whom 29 were in a serious condition.
Dvane said that the weather had played no part. The rails were dry and it was 4 degrees above zero.
Talrail bought the trains, of the Kestrel type, in 2029 for 310 million crowns. Two of them have been out of use since a fire last summer.
Hendry Vossick, who took over at the company only in January, appeared beside her but answered no questions. His predecessor, Inga Thorsby, resigned after strikes.
Parliament will hear transport minister Ilse Korhan on Thursday. The opposition Greens want her to go.
Shares in Marholt, which maintains the line's signals under a contract that runs to 2047, fell 7.5 percent.";

/// The agency's own report some days later.
pub(crate) const LATER: &str = "\
PORT ESKEL, Talvia, March 9 (Corvant) — Talvian prosecutors on Saturday charged two managers of the state operator Talrail with negligence over the accident at the Ulmen viaduct, in which 19 people died.
Otmar Crail, head of signals for the northern division, and his deputy were told in a message of 28 November that the new limit had not been entered, prosecutor Lenka Aubrin said. Neither answered it.
Both deny the charge, their lawyer, Simon Haberle, said.
Two of the injured died on Thursday in Saint Brannoc’s hospital, which is still treating 38 people.
Talrail has withdrawn 11 trains of the type from service and will inspect 160 bridges before the summer at a cost of 41 million crowns.
The funeral of the pupils from Brask was attended by 3,500 people on Friday.
The inspectorate, led by Rosalka Dvane, expects to report in June.";

/// A statement that two outlets print.
pub(crate) const STATEMENT: &str = "\
The minister, Ilse Korhan, said in a statement: “On Monday at 07.04 the 06.12 from Brask left the rails on the Ulmen viaduct. Of its 243 passengers 17 have died and 86 are hurt. We have known since November that four piers were cracked, and Talrail was told to lower the limit to 90. I have asked Rosalka Dvane to find out why that was not done, and I shall publish what she finds. Each family will have 5,000 crowns from the state, today and without a form to fill in.”";

/// What one of them has around it.
pub(crate) const HARBOUR: &str = "\
Ferries from Port Eskel will leave from the east mole until further notice. The harbour master, Wenna Plait, said that cranes were needed on the west side to lift two carriages out of the estuary. Fishing boats have been asked to keep 300 metres away. The herring auction is put off to Thursday.";

/// And the other.
pub(crate) const PARLIAMENT: &str = "\
In the chamber the opposition asked for a debate. Its leader, Gustav Ferring, wants the railway budget of 780 million crowns opened again. The speaker, Nadja Hollis, allowed two hours on Tuesday. A motion of no confidence would need 76 votes; the coalition of Blues and Agrarians has 81.";

/// A live page.
pub(crate) const LIVE_FIRE: &str = "\
Live: fire at the Sund oil terminal
Good morning and welcome to our live coverage. Stay with us through the day.
14.20 The wind has turned and the smoke is drifting out to sea, the coastguard says.
13.45 Tank 7 is burning out and will be left to burn, fire chief Bertil Aske has said at a briefing.
12.10 Some 400 people from Terminal Road have been taken to the school at Mellby.
Here is what we know so far. We will bring you more as we get it.
Follow us for updates. Sign up for our newsletter.";

/// Another live page of the same outlet, of the same day.
pub(crate) const LIVE_VOTE: &str = "\
Live: budget vote in parliament
Good morning and welcome to our live coverage. Stay with us through the day.
14.20 The vote is over: 81 to 69, and the gallery is applauding.
13.45 Gustav Ferring has called the railway budget a fraud at a briefing.
12.10 Speaker Nadja Hollis has opened the sitting in front of some 30 empty seats.
Here is what we know so far. We will bring you more as we get it.
Follow us for updates. Sign up for our newsletter.";

/// A report of another event in the same country.
pub(crate) const OTHER_EVENT: &str = "\
A court in Ostmark has sentenced the former head of the Talvian forestry fund to four years in prison for taking bribes. Judge Elin Tarvo said that Kasimir Roth had sold 2,300 hectares of spruce for a third of their price. Roth will appeal, his lawyer told the court.";

/// The agency's report in Spanish.
pub(crate) const SPANISH: &str = "\
PORT ESKEL (Corvant) — Un tren de pasajeros descarriló el lunes en un viaducto al norte de Port Eskel y causó 17 muertos y 86 heridos, informó la inspección ferroviaria de Talvia.
El tren, el de las 06.12 de Brask a Port Eskel, llevaba 243 pasajeros cuando su tercer vagón golpeó el pretil del viaducto de Ulmen a unos 140 kilómetros por hora, dijo a la prensa la inspectora Rosalka Dvane.
Dos vagones cayeron al río Ulmen desde una altura de veintidós metros. Los buzos de la guardia costera seguían buscando en uno de ellos el lunes por la noche.
«No tenemos motivos para pensar que el maquinista hiciera nada mal», dijo Dvane.
El límite en el viaducto se había rebajado en noviembre a 90 kilómetros por hora, después de que se hallaran grietas en cuatro pilares, según un aviso en la página de Talrail, la empresa estatal.
El director de Talrail, Hendry Vossick, no quiso decir si se habían cambiado las señales. El sindicato de maquinistas, ASTV, dijo que no.
La ministra de Transportes, Ilse Korhan, interrumpió una visita a Ostmark y ofreció 5.000 coronas a la familia de cada víctima.";

/// A report of the same accident by a newspaper of another country.
pub(crate) const SPANISH_INDEPENDENT: &str = "\
Talvia amaneció el martes con las banderas a media asta por los muertos del viaducto de Ulmen, que son al menos 17, y con una pregunta: por qué nadie detuvo el tren.
En Port Eskel, el hospital de Saint Brannoc atiende a 54 heridos. Su directora, Amelie Foss, pide sangre del grupo cero. «Hay nueve niños», dice.
La enfermera Marit Seel viajaba en el quinto vagón y ayudó a salir a doce personas. El agricultor Jory Hask llegó con su tractor antes que los bomberos.
Entre los pasajeros había dos españoles, Lucía Ferrán y Andreu Pons, que han resultado ilesos, según la embajada.
El alcalde, Colm Tarrish, ha convocado un minuto de silencio para el miércoles. Treinta autobuses sustituyen a los trenes hasta Sund.";

/// An agency's report in German.
pub(crate) const GERMAN: &str = "\
Brugheim (kld) - Nach dem Brand in einer Papierfabrik in Brugheim haben die Behörden am Mittwoch 1.150 Menschen aus drei Ortsteilen in Sicherheit gebracht. Vier Feuerwehrleute wurden verletzt, teilte die Kreisverwaltung Oberlahr mit.
Das Feuer war gegen 3.40 Uhr in einer Lagerhalle der Firma Tessmar ausgebrochen, sagte Einsatzleiterin Birte Vollandt. Dort lagerten rund 640 Tonnen Altpapier.
„Wir werden hier noch mindestens zwei Tage löschen“, sagte Vollandt.
Im Rauch wurden Spuren von Chlor gemessen. Die Werte lägen unter dem Grenzwert, erklärte das Landesamt für Umwelt in Hellsdorf. Anwohner sollten dennoch die Fenster geschlossen halten.
Tessmar beschäftigt in Brugheim 270 Menschen. Geschäftsführer Konrad Illing bezifferte den Schaden auf 18 Millionen Euro. Erst im Juni hatte die Gewerbeaufsicht die Sprinkleranlage der Halle beanstandet.
Die Bundesstraße 491 bleibt bis Freitag gesperrt.";

/// Its rewrite.
pub(crate) const GERMAN_TABLOID: &str = "\
Flammenhölle von Brugheim! 1150 Bewohner mussten mitten in der Nacht ihre Betten verlassen, vier Helden der Feuerwehr sind verletzt.
Um 3.40 Uhr brannte es plötzlich bei Tessmar lichterloh: 640 Tonnen alte Zeitungen standen in Flammen. Löschen werde noch dauern, so Birte Vollandt, die den Einsatz führt.
Giftalarm! Im Qualm steckte Chlor. Die Experten vom Landesamt in Hellsdorf beschwichtigen, doch die Fenster müssen zu bleiben.
Chef Konrad Illing bangt um 270 Arbeitsplätze und beklagt 18 Millionen Euro Schaden. Pikant: Die Sprinkler hatten Prüfer schon im Juni bemängelt.
Autofahrer brauchen Geduld - die 491 ist bis Freitag dicht.";

/// Another newspaper's own report of it.
pub(crate) const GERMAN_INDEPENDENT: &str = "\
Wer am Mittwochmorgen in Brugheim aus dem Fenster sah, sah nichts. So dicht lag der Rauch über dem Lahrtal, dass die Straßenlampen bis elf Uhr brannten.
In der Turnhalle der Rektor-Amsel-Schule saßen da schon 320 Menschen auf Feldbetten. Rotkreuzhelfer Sönke Padberg schenkte Tee aus. „Die meisten haben nur das Handy dabei“, sagte er.
Bürgermeisterin Hedwig Stallmann sprach von der größten Evakuierung seit dem Hochwasser von 2013. Insgesamt hätten 1.150 Menschen ihre Wohnungen verlassen.
Der Betriebsrat von Tessmar hatte nach Angaben seines Vorsitzenden Cem Arslanoglu zweimal vor vollen Hallen gewarnt. Die Firma wollte sich dazu nicht äußern.
Insgesamt waren 210 Feuerwehrleute aus elf Gemeinden im Einsatz. Ein Hubschrauber der Bundespolizei suchte mit einer Wärmebildkamera nach Glutnestern.";
