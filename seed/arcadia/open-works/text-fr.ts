// The draft in French: all of it but two paragraphs, which nobody has translated yet.
export const french = {
	lang: 'fr',
	note: 'Traduction du Secrétariat, relue par l’Université d’Orvale. Le texte anglais fait foi.',
	words: {
		title: 'Projet de règles pour des travaux publics ouverts',
		subtitle: 'Ce que le public peut savoir de ce que le public paie',
		description:
			'Routes, écoles, quais et conduites coûtent à l’Arcadie environ un cinquième de ce qu’elle dépense en un an, et peu de gens peuvent savoir combien a coûté l’un d’entre eux. Ce projet dit ce qui doit être publié, quand, et par qui. Lisez-le, votez sur chaque paragraphe et dites ce qu’il faudrait changer. Chaque contribution reçoit une réponse motivée.',
		feedsInto:
			'Engagement 4 du plan d’action, « Des travaux au grand jour ». Le forum décide du texte final à sa session de printemps ; le ministère le publie ensuite par décret.',
		responsible: 'Ministère des Travaux et des Voies d’eau',
		otherChannels:
			'Par lettre : Travaux ouverts, Secrétariat pour le gouvernement ouvert, 3 Granary Square, Orvale.\nPar téléphone, en cinq langues : 0555 010 204, du lundi au vendredi de 9 h à 13 h.\nSur place : les bibliothèques publiques d’Orvale, de Port Selim et de Haute-Rive tiennent un exemplaire imprimé et transmettent ce que vous y écrivez.'
	},
	markdown: `---
title: Projet de règles pour des travaux publics ouverts
lang: fr
---

# Objet et portée

Ces règles permettent à chacun de suivre des travaux publics, de la première esquisse au compte final, sans demander d’autorisation et sans devoir savoir à qui la demander.

Des travaux sont *publics* dès que de l’argent public en paie une part, quels que soient le propriétaire du terrain et le titulaire du marché. Ces règles s’étendent en particulier :

1. aux bâtiments que l’on utilise ou dans lesquels on entre, des ministères aux abribus ;
2. aux routes, ponts, quais et chemins, avec
    - leur éclairage et leur drainage,
    - les rampes, ascenseurs et passages qui les rendent utilisables par tous, et
    - les arbres et plantations qui les bordent ;
3. aux conduites, câbles et autres ouvrages que personne ne voit une fois recouverts ;
4. à l’entretien de tout cela, lorsque le contrat court sur plus d’un an.

Des travaux ne peuvent rester hors du registre que si leurs plans mettraient des vies en danger. Le motif est publié, la décision est prise par le ministre en personne, et la Cour des comptes voit le dossier entier dans les trente jours.

# Avant de demander l’argent

Quiconque projette des travaux publics publie **ce qui sera construit, pourquoi on en a besoin, et ce que coûteront la construction et vingt ans d’entretien**[^1] avant de demander l’argent, et non après.

Le projet nomme au moins deux autres moyens de répondre au même besoin, dont l’un est de réparer ce qui existe, et dit pourquoi ils ont été écartés.

| Nature des travaux | Les règles valent dès (couronnes) | Jours d’avis |
|---|---:|---:|
| Bâtiment | 200 000 | 28 |
| Route, pont ou quai | 120 000 | 28 |
| Chemin, place ou parc | 40 000 | 21 |
| Conduites et câbles enterrés | 80 000 | 14 |
| Entretien, *par an* | 25 000 | 14 |

: Seuils et délais d’avis selon la nature des travaux

Des travaux au-dessous de leur seuil tiennent en une ligne de la liste annuelle : le lieu, l’objet, le montant et qui les a faits. Morceler des travaux pour rester sous un seuil vaut infraction à ces règles.

Aucun coup de pioche n’est donné avant que l’avis soit resté affiché les jours indiqués au tableau **et que chaque question posée dans ce délai ait reçu une réponse publique**. À une question déjà posée, on peut répondre en renvoyant à la première.

Quand un mur, un toit ou une berge ne peut attendre, les travaux commencent d’abord et l’avis suit dans les sept jours : ce qui a cédé, qui a décidé, et ce qui a été dépensé. Des travaux encore dits urgents après quatre-vingt-dix jours sont traités comme des travaux prévus.

# Pendant les travaux

Un panneau à chaque entrée du chantier dit, en des mots que comprend un passant, ce que l’on construit, pour combien, par qui, jusqu’à quand, et où se renseigner.

Une modification qui ajoute plus de cinq pour cent au coût ou trente jours à la durée est publiée *avant* d’être acceptée, avec son motif et le service qui l’a demandée.

Toute facture de travaux au-dessus du seuil est publiée dans les vingt jours ouvrables de son paiement. Les prix unitaires peuvent être masqués jusqu’à deux ans si l’entrepreneur montre, par écrit, quel tort leur publication causerait.[^2]

Le registre nomme l’agent qui signe chaque étape des travaux, avec la date et ce qui a été signé. Les adresses privées, numéros de téléphone et signatures ne sont jamais montrés.

L’entrepreneur principal énumère tous les sous-traitants jusqu’au troisième rang, avec leurs propriétaires, et met la liste à jour avant que de nouvelles équipes n’arrivent sur le chantier.

# Après les travaux

Dans les soixante jours de la réception, le compte final figure à côté de la première estimation, ligne par ligne, et tout écart de plus de dix pour cent est expliqué en une phrase.

> On nous a dit ce que coûterait la halle du marché. Personne ne nous a encore dit ce qu’elle a coûté, et nous passons devant tous les jours.
>
> Une marchande, à l’audition d’Orvale

Cinq ans après la réception, le propriétaire dit si l’ouvrage fait ce pour quoi il a été construit, et le demande à ceux qui s’en servent.

# Demander et recevoir une réponse

Chacun peut poser une question sur tous travaux publics, par tout moyen, sans donner de raison. La réponse vient dans les vingt jours ouvrables, et question et réponse sont publiées ensemble.

Quiconque croit que ces règles ont été enfreintes peut le dire à la Cour des comptes, qui décide dans les quarante jours ouvrables si elle s’en saisit, et publie pourquoi. Nul ne peut être renvoyé, déplacé ou écarté d’un marché pour avoir parlé de bonne foi.

# Langues

Le panneau du chantier et le résumé du projet sont aussi rédigés en arabe et en russe dès que vingt habitants du quartier le demandent, et le délai d’avis ne court qu’à partir du jour où la traduction est publiée.

On peut poser une question sur tous travaux dans n’importe laquelle des langues de l’Arcadie. La réponse est donnée dans la même langue, et sa traduction dans les autres paraît à côté dans les dix jours ouvrables.

# Dispositions finales

Ces règles entrent en vigueur six mois après leur adoption. Les travaux déjà en cours disposent d’une année de plus pour publier leur projet, leurs modifications et leurs factures à ce jour.

Un demi pour cent du budget annuel des travaux paie le registre et les personnes qui répondent. Après deux ans, le forum publie ce que les règles ont coûté, ce qu’elles ont changé, et ce qu’il faudrait abandonner.

[^1]: Vingt ans d’entretien, de chauffage, de nettoyage et de réparation, aux prix d’aujourd’hui. Les ouvrages faits pour durer moins sont comptés jusqu’à la fin de leur vie.

[^2]: Le ministère statue sur la demande dans les dix jours ouvrables. Le total de la facture n’est jamais masqué.
`
} as const;
