//! The themes themselves. The codes before the first `palier:` one are those of data·inclusion, version 1;
//! every label is Palier's own wording.

use crate::theme::{Parent, Theme, ThemeSource};

macro_rules! table {
    ($($source:ident $parent:literal, $fr:literal, $en:literal { $($code:literal, $label_fr:literal, $label_en:literal;)+ })+) => {
        pub(crate) static PARENTS: &[Parent] = &[
            $(Parent { code: $parent, label_fr: $fr, label_en: $en, source: ThemeSource::$source },)+
        ];
        pub(crate) static THEMES: &[Theme] = &[$($(
            Theme {
                code: concat!($parent, "--", $code),
                parent: $parent,
                label_fr: $label_fr,
                label_en: $label_en,
                source: ThemeSource::$source,
            },
        )+)+];
    };
}

table! {
    DataInclusion "choisir-un-metier", "Orientation professionnelle", "Finding a vocation" {
        "confirmer-son-choix-de-metier", "Vérifier qu'un métier convient", "Making sure an occupation suits";
        "connaitre-les-opportunites-demploi", "Savoir quels métiers recrutent", "Knowing which occupations are hiring";
        "decouvrir-un-metier-ou-un-secteur-dactivite", "Explorer des métiers et des secteurs", "Exploring occupations and sectors";
        "identifier-ses-points-forts-et-ses-competences", "Faire le point sur ce que l'on sait faire", "Taking stock of one's skills";
    }
    DataInclusion "creer-une-entreprise", "Entrepreneuriat", "Starting a business" {
        "definir-son-projet-de-creation-dentreprise", "Préciser une idée d'entreprise", "Shaping a business idea";
        "developper-son-entreprise", "Faire grandir son activité", "Growing a business";
        "structurer-son-projet-de-creation-dentreprise", "Bâtir le plan de son entreprise", "Planning a business";
    }
    DataInclusion "difficultes-administratives-ou-juridiques", "Papiers, droits et justice", "Paperwork, rights and justice" {
        "accompagnement-aux-demarches-administratives", "Aide pour les papiers et les formulaires", "Help with papers and forms";
        "accompagnement-pour-lacces-a-la-citoyennete", "Devenir citoyen, voter, participer", "Citizenship, voting and taking part";
        "accompagnement-pour-lacces-aux-droits", "Connaître et obtenir ses droits", "Knowing and claiming one's rights";
        "beneficier-dune-mesure-daccompagnement-adapte", "Suivi social personnalisé", "Tailored social support";
        "connaitre-ses-droits-face-a-une-discrimination", "Réagir à une discrimination", "Responding to discrimination";
        "prendre-en-compte-une-problematique-judiciaire", "Affaires en justice", "Court matters";
    }
    DataInclusion "difficultes-financieres", "Argent et dettes", "Money and debt" {
        "acquerir-une-autonomie-budgetaire", "Tenir seul son budget", "Handling a budget on one's own";
        "ameliorer-sa-gestion-budgetaire", "Mieux suivre ses dépenses", "Keeping better track of spending";
        "mettre-en-place-une-mesure-de-protection-financiere", "Protéger les finances d'une personne fragile", "Protecting a vulnerable person's finances";
        "prevenir-une-degradation-de-la-situation-financiere", "Agir avant que les difficultés d'argent s'aggravent", "Acting before money troubles grow";
        "situation-dendettement-surendettement", "Dettes trop lourdes", "Unmanageable debt";
    }
    DataInclusion "equipement-et-alimentation", "Biens de première nécessité", "Basic necessities" {
        "aide-menagere", "Aide à domicile pour le ménage", "Help with housework";
        "alimentation", "Manger à sa faim", "Enough to eat";
        "electromenager", "Appareils pour la maison", "Home appliances";
        "habillement", "Vêtements", "Clothing";
    }
    DataInclusion "famille", "Vie de famille", "Family life" {
        "garde-denfants", "Faire garder ses enfants", "Childcare";
        "prise-en-charge-personne-dependante", "S'occuper d'un proche dépendant", "Care for a dependent relative";
        "soutien-a-la-parentalite-et-a-leducation", "Élever ses enfants", "Raising children";
        "soutien-aidants", "Répit et conseil pour ceux qui aident un proche", "Respite and advice for carers";
        "surmonter-conflits-separation-violence", "Séparation, conflits et violences au foyer", "Separation, conflict and violence at home";
    }
    DataInclusion "lecture-ecriture-calcul", "Savoirs de base", "Basic skills" {
        "maitriser-le-calcul", "Compter et calculer", "Numeracy";
        "maitriser-le-francais", "Parler, lire et écrire le français", "Speaking, reading and writing French";
    }
    DataInclusion "logement-hebergement", "Se loger", "Housing" {
        "acheter-un-logement", "Devenir propriétaire", "Becoming a home owner";
        "changer-de-logement", "Déménager", "Moving home";
        "louer-un-logement", "Trouver une location", "Renting a home";
        "rechercher-une-solution-dhebergement-temporaire", "Un toit pour un temps", "A roof for a while";
        "reduire-les-impayes-de-loyer", "Loyers en retard", "Rent arrears";
        "se-maintenir-dans-le-logement", "Garder son logement", "Keeping one's home";
        "sinformer-sur-les-demarches-liees-a-lacces-au-logement", "Comprendre comment obtenir un logement", "Understanding how to get a home";
    }
    DataInclusion "mobilite", "Se déplacer", "Getting around" {
        "acceder-a-un-vehicule", "Disposer d'un véhicule", "Getting the use of a vehicle";
        "entretenir-reparer-son-vehicule", "Garage et réparations", "Vehicle upkeep and repair";
        "etre-accompagne-dans-son-parcours-mobilite", "Conseil pour ses trajets", "Advice on getting around";
        "financer-ma-mobilite", "Payer ses déplacements", "Paying for travel";
        "mobilite-douce-partagee-collective", "Bus, vélo, covoiturage", "Bus, bicycle and shared rides";
        "preparer-un-permis", "Passer le permis de conduire", "Getting a driving licence";
    }
    DataInclusion "numerique", "Outils numériques", "Digital tools" {
        "acceder-a-des-services-en-ligne", "Se servir des sites des services publics", "Using public services online";
        "acceder-a-une-connexion-internet", "Être relié à Internet", "Getting connected";
        "acquerir-un-equipement", "Obtenir un téléphone ou un ordinateur", "Getting a telephone or a computer";
        "maitriser-les-fondamentaux-du-numerique", "Premiers pas avec un ordinateur ou un téléphone", "First steps with a computer or a telephone";
    }
    DataInclusion "preparer-sa-candidature", "Avant de postuler", "Before applying" {
        "developper-son-reseau", "Se faire des relations de travail", "Making work contacts";
        "organiser-ses-demarches-de-recherche-demploi", "Planifier sa recherche de travail", "Planning a job search";
        "realiser-un-cv-et-ou-une-lettre-de-motivation", "Écrire CV et lettres", "Writing a CV and letters";
        "valoriser-ses-competences", "Montrer ce que l'on vaut", "Showing one's worth";
    }
    DataInclusion "remobilisation", "Reprendre confiance", "Regaining confidence" {
        "activites-sportives-et-culturelles", "Sport, loisirs et culture", "Sport, leisure and culture";
        "benevolat-action-citoyenne", "S'engager pour les autres", "Volunteering";
        "bien-etre-confiance-en-soi", "Se sentir mieux et croire en soi", "Feeling well and believing in oneself";
        "lien-social", "Rompre l'isolement", "Breaking isolation";
    }
    DataInclusion "sante", "Se soigner", "Health" {
        "acces-aux-soins", "Voir un médecin, être couvert", "Seeing a doctor and being insured";
        "addictions", "Dépendances", "Dependencies";
        "constituer-un-dossier-mdph-invalidite", "Faire reconnaître un handicap", "Having a disability recognised";
        "sante-mentale", "Souffrance psychique", "Mental health";
        "sante-sexuelle", "Sexualité et contraception", "Sexual health and contraception";
    }
    DataInclusion "se-former", "Apprendre un métier", "Training" {
        "monter-son-dossier-de-formation", "Préparer et financer une inscription", "Preparing and funding an enrolment";
        "trouver-sa-formation", "Choisir une formation", "Choosing a course";
    }
    DataInclusion "souvrir-a-linternational", "Travailler hors de France", "Working outside France" {
        "connaitre-les-opportunites-demploi-a-letranger", "Emplois dans d'autres pays", "Jobs in other countries";
        "sinformer-sur-les-aides-pour-travailler-a-letranger", "Aides au départ", "Grants for leaving";
        "sorganiser-suite-a-son-retour-en-france", "Se réinstaller en France", "Settling in France again";
    }
    DataInclusion "trouver-un-emploi", "Décrocher et garder un emploi", "Getting and keeping a job" {
        "convaincre-un-recruteur-en-entretien", "Réussir un entretien d'embauche", "Doing well in a job interview";
        "faire-des-candidatures-spontanees", "Proposer ses services sans annonce", "Applying without an advertisement";
        "maintien-dans-lemploi", "Rester à son poste", "Staying in work";
        "repondre-a-des-offres-demploi", "Postuler à une annonce", "Answering a job advertisement";
        "suivre-ses-candidatures-et-relancer-les-employeurs", "Relancer après une candidature", "Following up an application";
    }
    Palier "palier:eau", "Eau", "Water" {
        "facture", "Comprendre sa facture d'eau", "Understanding a water bill";
        "impaye", "Factures d'eau en retard", "Water arrears";
        "fuite", "Fuites", "Leaks";
        "economies", "Consommer moins d'eau", "Using less water";
        "compteur", "Lire son compteur d'eau", "Reading a water meter";
        "qualite", "Qualité de l'eau du robinet", "Quality of tap water";
    }
    Palier "palier:energie", "Énergie", "Energy" {
        "facture", "Comprendre sa facture d'énergie", "Understanding an energy bill";
        "impaye", "Factures d'énergie en retard", "Energy arrears";
        "economies", "Consommer moins d'énergie", "Using less energy";
        "chauffage", "Se chauffer", "Keeping warm";
        "coupure", "Coupures et puissance réduite", "Cut-offs and reduced power";
        "cheque-energie", "Chèque énergie", "Energy voucher";
    }
    Palier "palier:dechets", "Déchets", "Waste" {
        "tri", "Trier ses déchets", "Sorting waste";
        "encombrants", "Se défaire des encombrants", "Getting rid of bulky waste";
        "collecte", "Jours et points de collecte", "Collection days and places";
        "reduction", "Jeter moins", "Throwing less away";
    }
    Palier "palier:courrier", "Courrier et services postaux", "Post" {
        "reception", "Recevoir son courrier et ses colis", "Receiving letters and parcels";
        "boite-aux-lettres", "Boîte aux lettres", "Letter box";
        "banque-postale", "Compte et guichet postal", "Postal account and counter";
        "comprendre-un-courrier", "Comprendre un courrier reçu", "Understanding a letter";
    }
    Palier "palier:transport", "Transports en commun", "Public transport" {
        "tarif-reduit", "Tarifs réduits et abonnements", "Reduced fares and passes";
        "lignes", "Lignes, arrêts et horaires", "Lines, stops and timetables";
        "accessibilite", "Voyager avec un handicap ou une poussette", "Travelling with a disability or a pushchair";
        "amende", "Contrôles et amendes", "Inspections and fines";
        "securite", "Voyager sans crainte", "Travelling without fear";
    }
    Palier "palier:vie-de-quartier", "Vie de quartier", "Neighbourhood life" {
        "renovation", "Rénovation urbaine et travaux", "Urban renewal and works";
        "proprete", "Propreté et entretien des immeubles", "Cleanliness and upkeep of buildings";
        "tranquillite", "Tranquillité et bruit", "Peace and quiet";
        "equipements", "Équipements et lieux d'accueil", "Facilities and places to go";
        "participation", "Donner son avis, prendre part", "Having a say";
        "evenement", "Fêtes et rencontres", "Celebrations and gatherings";
    }
}
