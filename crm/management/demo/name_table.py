"""Names with how often one meets them around Lake Constance: per 10,000 people of that origin, rounded."""

from typing import NamedTuple


class Names(NamedTuple):
    """One origin: its share among customers, and its names as "Name weight" words."""

    share: float
    surnames: str
    women: str
    men: str


GERMAN = Names(
    0.80,
    "Müller 95 Schmidt 69 Schneider 42 Fischer 37 Weber 32 Meyer 20 Wagner 30 Becker 22 Schulz 18 Hoffmann 20 "
    "Schäfer 18 Koch 18 Bauer 22 Richter 16 Klein 15 Wolf 16 Schröder 10 Neumann 12 Schwarz 14 Zimmermann 12 "
    "Braun 13 Krüger 9 Hofmann 11 Hartmann 10 Lange 9 Schmitt 8 Werner 10 Schmitz 6 Krause 9 Meier 14 Lehmann 8 "
    "Schmid 34 Maier 32 Mayer 26 Mayr 8 Köhler 8 Herrmann 8 König 8 Walter 9 Huber 21 Kaiser 10 Fuchs 10 Peters 5 "
    "Lang 10 Scholz 6 Möller 5 Weiß 10 Jung 7 Hahn 7 Schubert 6 Vogel 8 Friedrich 7 Keller 12 Günther 6 Frank 7 "
    "Berger 7 Winkler 6 Roth 8 Beck 12 Lorenz 6 Baumann 7 Franke 5 Albrecht 6 Schuster 6 Simon 5 Ludwig 6 Böhm 6 "
    "Winter 5 Kraus 6 Schumacher 4 Krämer 4 Vogt 6 Stein 4 Jäger 6 Otto 4 Sommer 4 Groß 4 Seidel 4 Heinrich 4 "
    "Brandt 4 Haas 5 Schreiber 4 Graf 6 Dietrich 4 Ziegler 6 Kuhn 5 Pohl 4 Engel 4 Horn 4 Bergmann 4 Arnold 4 "
    "Haug 6 Merk 5 Kolb 5 Rist 6 Heine 4 Kiechle 4 Wiedemann 6 Stehle 4 Milz 3 Rädler 4 Zeh 3 Bentele 3 Rief 3 "
    "Dorn 4 Heim 5 Fink 7 Hagen 4 Reich 4 Epp 3 Biggel 2 Hengge 2 Waibel 4 Locher 4 Sutter 3 Buchmann 3 Kling 3 "
    "Arndt 3 Wieland 4 Sander 3 Ahrens 3 Feldmann 3 Oberhofer 2 Tietz 2 Wendt 2",
    "Maria 70 Anna 60 Sabine 75 Petra 72 Monika 62 Andrea 70 Ursula 58 Claudia 60 Susanne 58 Elisabeth 52 Karin 50 "
    "Birgit 48 Renate 48 Stefanie 46 Christine 46 Nicole 46 Julia 46 Katharina 42 Brigitte 46 Gabriele 50 Martina 44 "
    "Heike 40 Angelika 40 Barbara 42 Anja 36 Ulrike 34 Silke 30 Kerstin 32 Tanja 32 Sandra 40 Melanie 32 Lisa 36 "
    "Laura 36 Sarah 32 Lena 32 Hannah 24 Sophie 26 Johanna 26 Theresa 22 Eva 32 Simone 28 Sonja 26 Manuela 26 "
    "Christina 32 Jutta 22 Ingrid 34 Helga 30 Gertrud 14 Carla 8 Franziska 22 Marlene 12 Antonia 14 Emilia 12 "
    "Charlotte 12 Leonie 16 Veronika 14 Regina 18 Cornelia 22 Bettina 22 Annette 18",
    "Michael 95 Thomas 92 Andreas 86 Peter 82 Wolfgang 64 Klaus 60 Jürgen 56 Stefan 72 Christian 70 Martin 62 "
    "Hans 52 Werner 42 Uwe 34 Frank 46 Bernd 36 Markus 54 Matthias 46 Alexander 50 Daniel 50 Tobias 36 Sebastian 36 "
    "Florian 34 Josef 40 Manfred 40 Helmut 36 Karl 36 Dieter 36 Gerhard 36 Franz 30 Robert 34 Ralf 30 Jörg 28 "
    "Oliver 32 Jan 34 Felix 28 Lukas 32 Maximilian 28 Jonas 26 David 28 Simon 26 Philipp 30 Benjamin 26 Paul 30 "
    "Moritz 16 Jakob 18 Anton 18 Georg 24 Rainer 22 Holger 18 Ulrich 22 Bernhard 22 Walter 28 Johannes 34 "
    "Fabian 22 Leon 18 Elias 16 Ludwig 12 Konrad 8 Benedikt 12 Hannes 8",
)
AUSTRIAN_AND_SWISS = Names(
    0.08,
    "Gruber 20 Huber 16 Bösch 18 Hämmerle 14 Moosbrugger 10 Feurstein 10 Metzler 10 Bereuter 8 Nussbaumer 8 Lingg 6 "
    "Wohlgenannt 5 Rhomberg 6 Brunner 14 Baumgartner 10 Gerber 8 Frei 9 Hug 7 Studer 6 Zürcher 5 Eugster 6 "
    "Egger 8 Steiner 10 Pichler 6 Moser 8",
    "Maria 30 Anna 26 Barbara 18 Elisabeth 18 Christine 14 Sandra 14 Nicole 14 Daniela 14 Regula 8 Ursula 14 "
    "Magdalena 10 Martina 14 Verena 12 Manuela 10 Corinne 6 Lea 8",
    "Thomas 26 Markus 22 Daniel 22 Martin 20 Christoph 16 Reto 8 Urs 8 Beat 7 Josef 14 Johannes 12 Lukas 14 "
    "Andreas 18 Elmar 6 Gebhard 5 Manuel 10 Dominik 10",
)
TURKISH = Names(
    0.04,
    "Yılmaz 20 Kaya 16 Demir 15 Çelik 12 Şahin 12 Öztürk 12 Aydın 10 Arslan 10 Doğan 8 Kılıç 7 Aslan 6 Yıldız 10",
    "Aylin 10 Ayşe 14 Fatma 14 Elif 12 Zeynep 10 Emine 10 Esra 8 Merve 8 Selin 6",
    "Mehmet 16 Mustafa 14 Ali 14 Ahmet 12 Murat 12 Emre 10 Hakan 8 Deniz 6 Can 6",
)
SLAVIC = Names(
    0.05,
    "Nowak 16 Kowalski 12 Wiśniewski 6 Kaczmarek 8 Lewandowski 6 Horvat 9 Kovačević 8 Marić 8 Babić 8 Novák 6 "
    "Petrović 8 Jovanović 7 Schmidtke 3 Wójcik 5",
    "Agnieszka 10 Katarzyna 10 Ewa 8 Małgorzata 6 Ivana 9 Marija 9 Ana 9 Jelena 7 Olga 7 Natalia 8",
    "Piotr 10 Tomasz 10 Marek 9 Krzysztof 8 Ivan 10 Marko 9 Ante 6 Luka 8 Goran 6 Pavel 5",
)
FROM_ELSEWHERE = Names(
    0.03,
    "Rossi 10 Russo 9 Esposito 7 Romano 7 Ferrari 6 Nguyen 9 Popescu 7 Hoxha 6 Santos 6 García 6 Kim 5 Papadopoulos 5",
    "Giulia 8 Francesca 8 Maria 12 Elena 9 Linh 4 Ioana 6 Arta 4 Ana 8 Sofia 8",
    "Marco 10 Antonio 9 Giuseppe 7 Luca 8 Minh 4 Andrei 6 Arben 4 Miguel 5 Nikos 4",
)
ORIGINS = (GERMAN, AUSTRIAN_AND_SWISS, TURKISH, SLAVIC, FROM_ELSEWHERE)
