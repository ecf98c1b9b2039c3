"""What a provider might write, and the DigComp competence that it means: in our own words."""

TRUTH = {
    "1.1": {
        "en": "Look up opening hours and timetables on the web with good keywords",
        "de": "Mit passenden Stichwörtern Öffnungszeiten und Fahrpläne im Netz nachschlagen",
        "fr": "Chercher des horaires sur la toile avec de bons mots-clés",
    },
    "1.2": {
        "en": "Tell fake news from facts by comparing several sources",
        "de": "Falschmeldungen erkennen, indem man mehrere Quellen vergleicht",
        "fr": "Reconnaître une fausse nouvelle en comparant plusieurs sources",
    },
    "1.3": {
        "en": "Keep files in folders with clear names and make a backup every week",
        "de": "Dateien in Ordnern ablegen, gut benennen und jede Woche eine Datensicherung machen",
        "fr": "Ranger ses fichiers dans des dossiers et faire une sauvegarde chaque semaine",
    },
    "2.1": {
        "en": "Join a video conference and answer e-mails",
        "de": "An einer Videokonferenz teilnehmen und E-Mails beantworten",
        "fr": "Participer à une visioconférence et répondre aux courriels",
    },
    "2.2": {
        "en": "Send a link to a folder with photos to relatives and name the source of what one passes on",
        "de": "Verwandten einen Link zu Fotos schicken und die Quelle nennen, wenn man etwas weitergibt",
        "fr": "Envoyer un lien vers des photos à ses proches et citer la source de ce que l'on transmet",
    },
    "2.3": {
        "en": "Fill in the online form of a public authority to apply for a benefit",
        "de": "Das Online-Formular einer Behörde ausfüllen, um eine Leistung zu beantragen",
        "fr": "Remplir le formulaire en ligne d'une administration pour demander une aide",
    },
    "2.4": {
        "en": "Edit a shared document together with a team and plan tasks in a common calendar",
        "de": "Mit einem Team ein gemeinsames Dokument bearbeiten und Aufgaben im Kalender planen",
        "fr": "Modifier à plusieurs un document partagé et planifier les tâches de l'équipe dans un agenda",
    },
    "2.5": {
        "en": "Stay polite in group chats and react calmly to insults",
        "de": "In Gruppenchats höflich bleiben und auf Beleidigungen ruhig reagieren",
        "fr": "Rester poli dans les groupes de discussion et réagir avec calme aux insultes",
    },
    "2.6": {
        "en": "Review one's own profiles and delete accounts that are no longer needed",
        "de": "Eigene Profile prüfen und Konten löschen, die man nicht mehr braucht",
        "fr": "Vérifier ses profils et supprimer les comptes dont on n'a plus besoin",
    },
    "3.1": {
        "en": "Make a poster with text and pictures and a short video for a club",
        "de": "Für einen Verein ein Plakat mit Text und Bildern und ein kurzes Video machen",
        "fr": "Faire une affiche avec du texte et des images et une courte vidéo pour une association",
    },
    "3.2": {
        "en": "Adapt an existing worksheet and combine it with material from others",
        "de": "Ein vorhandenes Arbeitsblatt anpassen und mit Material anderer kombinieren",
        "fr": "Adapter une fiche existante et la combiner avec le matériel d'autres personnes",
    },
    "3.3": {
        "en": "Check under which licence a picture may be published and respect copyright",
        "de": "Prüfen, unter welcher Lizenz ein Bild veröffentlicht werden darf, und das Urheberrecht achten",
        "fr": "Vérifier sous quelle licence une image peut paraître et respecter le droit d'auteur",
    },
    "3.4": {
        "en": "Code a small robot with loops and variables",
        "de": "Einen kleinen Roboter mit Schleifen und Variablen programmieren",
        "fr": "Programmer un petit robot avec des boucles et des variables",
    },
    "4.1": {
        "en": "Choose strong passwords and keep the virus scanner up to date",
        "de": "Starke Passwörter wählen und den Virenschutz aktuell halten",
        "fr": "Choisir des mots de passe solides et tenir l'antivirus à jour",
    },
    "4.2": {
        "en": "Set the privacy settings of an app and refuse cookies",
        "de": "Die Datenschutzeinstellungen einer App setzen und Cookies ablehnen",
        "fr": "Régler les paramètres de confidentialité d'une application et refuser les cookies",
    },
    "4.3": {
        "en": "Limit one's screen time, take breaks and sit in a healthy posture",
        "de": "Die Bildschirmzeit begrenzen, Pausen machen und auf eine gesunde Haltung achten",
        "fr": "Limiter son temps d'écran, faire des pauses et garder une bonne posture",
    },
    "4.4": {
        "en": "Have devices repaired instead of thrown away and save electricity",
        "de": "Geräte reparieren lassen, statt sie wegzuwerfen, und Strom sparen",
        "fr": "Faire réparer ses appareils au lieu de les jeter et économiser l'électricité",
    },
    "5.1": {
        "en": "Find out why the printer prints nothing and repair the connection",
        "de": "Herausfinden, warum der Drucker nicht druckt, und die Verbindung wieder herstellen",
        "fr": "Trouver pourquoi l'imprimante n'imprime rien et rétablir la connexion",
    },
    "5.2": {
        "en": "Choose the app that suits a person's needs and turn on the screen reader",
        "de": "Die App auswählen, die zu den Bedürfnissen einer Person passt, und den Screenreader einschalten",
        "fr": "Choisir l'application qui répond aux besoins d'une personne et activer le lecteur d'écran",
    },
    "5.3": {
        "en": "Try out new ideas with digital media and build a first prototype",
        "de": "Mit digitalen Medien neue Ideen ausprobieren und einen Prototyp bauen",
        "fr": "Essayer de nouvelles idées avec les médias numériques et construire un prototype",
    },
    "5.4": {
        "en": "Name one's own gaps in digital skills and find a course that closes them",
        "de": "Eigene Lücken im Digitalen benennen und einen Kurs finden, der sie schließt",
        "fr": "Nommer ses propres lacunes numériques et trouver un cours pour les combler",
    },
}
