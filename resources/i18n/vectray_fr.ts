<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>AppState</name>
    <message>
        <source>No folders yet</source>
        <translation>Aucun dossier</translation>
    </message>
    <message>
        <source>Add a folder to make it searchable</source>
        <translation>Ajoutez un dossier pour pouvoir y chercher</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>À jour</translation>
    </message>
    <message>
        <source>Paused until %1</source>
        <translation>En pause jusqu’à %1</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Hors ligne</translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) need attention</source>
        <translation>
            <numerusform>%Ln dossier demande votre attention</numerusform>
            <numerusform>%Ln dossiers demandent votre attention</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 needs attention</source>
        <translation>%1 demande votre attention</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>&quot;3 folders, 12,340 files&quot;</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s)</source>
        <translation>
            <numerusform>%Ln dossier</numerusform>
            <numerusform>%Ln dossiers</numerusform>
        </translation>
    </message>
    <message>
        <source>The embedding service needs you</source>
        <translation>Le service de vecteurs a besoin de vous</translation>
    </message>
</context>
<context>
    <name>CostQuestion</name>
    <message>
        <source>Embedding costs money</source>
        <translation>La vectorisation est payante</translation>
    </message>
    <message>
        <source>&amp;Use the service</source>
        <translation>&amp;Utiliser le service</translation>
    </message>
    <message>
        <source>The text of all your files will be sent to %1. How much that is cannot be told now.</source>
        <translation>Le texte de tous vos fichiers sera envoyé à %1. Son volume ne peut pas être indiqué pour l’instant.</translation>
    </message>
    <message>
        <source>The text of the folders that you add will be sent to %1.</source>
        <translation>Le texte des dossiers que vous ajouterez sera envoyé à %1.</translation>
    </message>
    <message>
        <source>The text of %1 will be sent to %2: %3.</source>
        <translation>Du texte sera envoyé à %2 (%1) : %3.</translation>
    </message>
    <message>
        <source>about %1 tokens, %2 US dollars</source>
        <translation>environ %1 jetons, %2 dollars US</translation>
    </message>
    <message>
        <source>about %1 tokens, at a price that is not known</source>
        <translation>environ %1 jetons, à un prix inconnu</translation>
    </message>
    <message>
        <source>A million tokens, some 4 MB of text, cost %1 US dollars.</source>
        <translation>Un million de jetons, soit quelque 4 Mo de texte, coûte %1 dollars US.</translation>
    </message>
    <message>
        <source>Nothing is sent beyond your budget of %1 US dollars a month.</source>
        <translation>Rien n’est envoyé au-delà de votre budget de %1 dollars US par mois.</translation>
    </message>
    <message>
        <source>There is no budget: nothing limits what may be spent.</source>
        <translation>Il n’y a pas de budget : rien ne limite les dépenses.</translation>
    </message>
    <message>
        <source>What you change later, and what you search for, is sent as well.</source>
        <translation>Ce que vous modifierez plus tard et ce que vous chercherez est envoyé aussi.</translation>
    </message>
</context>
<context>
    <name>FileOpener</name>
    <message>
        <source>%1 is no longer there.</source>
        <translation>%1 n’existe plus.</translation>
    </message>
    <message>
        <source>The editor command in the settings is empty.</source>
        <translation>La commande de l’éditeur est vide dans les réglages.</translation>
    </message>
    <message>
        <source>%1 could not be started.</source>
        <translation>%1 n’a pas pu être lancé.</translation>
    </message>
    <message>
        <source>No program was found to open %1.</source>
        <translation>Aucun programme n’a été trouvé pour ouvrir %1.</translation>
    </message>
    <message>
        <source>%1 could be run instead of shown, so its folder was opened. Choose an editor in the settings to open it.</source>
        <translation>%1 pourrait être exécuté au lieu d’être affiché ; son dossier a donc été ouvert. Choisissez un éditeur dans les réglages pour l’ouvrir.</translation>
    </message>
</context>
<context>
    <name>FolderWords</name>
    <message>
        <source>Indexing rests while the index is copied</source>
        <translation>L’indexation est suspendue pendant la copie de l’index</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Démarrage…</translation>
    </message>
    <message>
        <source>Turned off</source>
        <translation>Désactivé</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>À jour</translation>
    </message>
    <message>
        <source>Looking for changes</source>
        <translation>Recherche de changements</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>Indexation</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>En pause</translation>
    </message>
    <message>
        <source>Changes are seen late</source>
        <translation>Les changements sont vus tard</translation>
    </message>
    <message>
        <source>Folder not available</source>
        <translation>Dossier indisponible</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>Turned off. Its index stays searchable.</source>
        <translation>Désactivé. Son index reste consultable.</translation>
    </message>
    <message>
        <source>Paused. Changes are indexed when it goes on.</source>
        <translation>En pause. Les changements seront indexés à la reprise.</translation>
    </message>
    <message>
        <source>Changes are found, but only every now and then.</source>
        <translation>Les changements sont trouvés, mais seulement de temps en temps.</translation>
    </message>
    <message>
        <source>The folder is missing. Its index is kept.</source>
        <translation>Le dossier est absent. Son index est conservé.</translation>
    </message>
    <message>
        <source>The folder cannot be watched.</source>
        <translation>Le dossier ne peut pas être surveillé.</translation>
    </message>
    <message numerus="yes">
        <source>Up to date, but %Ln file(s) could not be indexed</source>
        <translation>
            <numerusform>À jour, mais %Ln fichier n’a pas pu être indexé</numerusform>
            <numerusform>À jour, mais %Ln fichiers n’ont pas pu être indexés</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) waiting</source>
        <translation>
            <numerusform>%Ln changement en attente</numerusform>
            <numerusform>%Ln changements en attente</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 %2 of %Ln file(s)</source>
        <extracomment>&quot;Indexing 41 of 230 files&quot;</extracomment>
        <translation>
            <numerusform>%1 : %2 sur %Ln fichier</numerusform>
            <numerusform>%1 : %2 sur %Ln fichiers</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>encore moins d’une minute</translation>
    </message>
    <message numerus="yes">
        <source>about %Ln minute(s) left</source>
        <translation>
            <numerusform>encore %Ln minute environ</numerusform>
            <numerusform>encore %Ln minutes environ</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln hour(s) left</source>
        <translation>
            <numerusform>encore %Ln heure environ</numerusform>
            <numerusform>encore %Ln heures environ</numerusform>
        </translation>
    </message>
    <message>
        <source>never</source>
        <translation>jamais</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>à l’instant</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) ago</source>
        <translation>
            <numerusform>il y a %Ln minute</numerusform>
            <numerusform>il y a %Ln minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>today, %1</source>
        <translation>aujourd’hui, %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln fichier</numerusform>
            <numerusform>%Ln fichiers</numerusform>
        </translation>
    </message>
    <message>
        <source>S&amp;ync now</source>
        <translation>S&amp;ynchroniser</translation>
    </message>
    <message>
        <source>Turn &amp;on</source>
        <translation>Acti&amp;ver</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>Re&amp;prendre</translation>
    </message>
    <message>
        <source>Check a&amp;gain</source>
        <translation>&amp;Vérifier à nouveau</translation>
    </message>
    <message>
        <source>Show pro&amp;blems</source>
        <translation>Voir les pro&amp;blèmes</translation>
    </message>
    <message numerus="yes">
        <source>%Ln chunk(s)</source>
        <translation>
            <numerusform>%Ln fragment</numerusform>
            <numerusform>%Ln fragments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 indexed file(s) are gone at once. The index keeps them until a second look.</source>
        <translation>
            <numerusform>%Ln des %1 fichiers indexés a disparu d’un coup. L’index le garde jusqu’à un second examen.</numerusform>
            <numerusform>%Ln des %1 fichiers indexés ont disparu d’un coup. L’index les garde jusqu’à un second examen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) are still gone, and are taken out of the index.</source>
        <translation>
            <numerusform>%Ln fichier manque toujours et est retiré de l’index.</numerusform>
            <numerusform>%Ln fichiers manquent toujours et sont retirés de l’index.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was taken out of the index: the files are back, or the whole folder is away.</source>
        <translation>Rien n’a été retiré de l’index : les fichiers sont revenus, ou tout le dossier est absent.</translation>
    </message>
</context>
<context>
    <name>vectray::ActivityModel</name>
    <message>
        <source>Watching</source>
        <translation>Surveillé</translation>
    </message>
    <message>
        <source>No longer watching</source>
        <translation>N’est plus surveillé</translation>
    </message>
    <message>
        <source>%1 indexed, %2 removed, in %3 s</source>
        <translation>%1 indexés, %2 retirés, en %3 s</translation>
    </message>
    <message>
        <source>Watched without delay again</source>
        <translation>De nouveau surveillé sans délai</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Ajouté</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Modifié</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Déplacé</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Retiré</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Échec</translation>
    </message>
    <message>
        <source>Synced</source>
        <translation>Synchronisé</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Surveillance</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Quoi</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
    <message>
        <source>%1 (was %2)</source>
        <translation>%1 (avant : %2)</translation>
    </message>
</context>
<context>
    <name>vectray::ActivityPage</name>
    <message>
        <source>Filter by file or folder</source>
        <translation>Filtrer par fichier ou dossier</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtre</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Tout</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exporter…</translation>
    </message>
    <message>
        <source>Recent changes</source>
        <translation>Changements récents</translation>
    </message>
    <message>
        <source>&amp;Copy path</source>
        <translation>&amp;Copier le chemin</translation>
    </message>
    <message>
        <source>Export activity</source>
        <translation>Exporter l’activité</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tableau (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>Le fichier n’a pas pu être écrit : %1</translation>
    </message>
</context>
<context>
    <name>vectray::AdvancedSettings</name>
    <message>
        <source>Look &amp;whether a folder is still there every:</source>
        <translation>&amp;Vérifier la présence d’un dossier toutes les :</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>&amp;Compare a whole folder with the index every:</source>
        <translation>&amp;Comparer tout un dossier avec l’index toutes les :</translation>
    </message>
    <message>
        <source>Start a watcher &amp;again that has died</source>
        <translation>&amp;Relancer un observateur qui s’est arrêté</translation>
    </message>
    <message>
        <source>These are used from the next start on.</source>
        <translation>Ces réglages valent à partir du prochain démarrage.</translation>
    </message>
    <message>
        <source>Open &amp;settings folder</source>
        <translation>Ouvrir le dossier des ré&amp;glages</translation>
    </message>
    <message>
        <source>Open lo&amp;g folder</source>
        <translation>Ouvrir le dossier des &amp;journaux</translation>
    </message>
</context>
<context>
    <name>vectray::AgentPanel</name>
    <message>
        <source>Programs with an AI agent</source>
        <translation>Programmes avec un agent IA</translation>
    </message>
    <message>
        <source>What would be changed in its settings</source>
        <translation>Ce qui serait modifié dans ses réglages</translation>
    </message>
    <message>
        <source>%1 (connected)</source>
        <translation>%1 (connecté)</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Déconnecter</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Connecter</translation>
    </message>
    <message>
        <source>%1 knows Vectray now. Start it anew.</source>
        <translation>%1 connaît maintenant Vectray. Redémarrez-le.</translation>
    </message>
    <message>
        <source>%1 does not know Vectray any more.</source>
        <translation>%1 ne connaît plus Vectray.</translation>
    </message>
</context>
<context>
    <name>vectray::AgentsDialog</name>
    <message>
        <source>Connect an AI agent</source>
        <translation>Connecter un agent IA</translation>
    </message>
    <message>
        <source>An agent that knows Vectray searches your folders by meaning instead of reading file after file. This is what would be changed in its settings; the file as it was is kept.</source>
        <translation>Un agent qui connaît Vectray cherche dans vos dossiers par le sens au lieu de lire fichier après fichier. Voici ce qui serait modifié dans ses réglages ; le fichier d’origine est conservé.</translation>
    </message>
</context>
<context>
    <name>vectray::ApiSettings</name>
    <message>
        <source>Running at:</source>
        <translation>En service à :</translation>
    </message>
    <message>
        <source>&amp;Port, from the next start on:</source>
        <translation>&amp;Port, au prochain démarrage :</translation>
    </message>
    <message>
        <source>If another program has the port, Vectray says which one and does not start.</source>
        <translation>Si un autre programme occupe le port, Vectray dit lequel et ne démarre pas.</translation>
    </message>
    <message>
        <source>&amp;Token:</source>
        <translation>Je&amp;ton :</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Jeton</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>Unless it is said otherwise, only programs of this machine can connect. Yours need no token; those of other users, and those in containers, send it as “Authorization: Bearer …”.</source>
        <translation>Sauf réglage contraire, seuls les programmes de cette machine peuvent se connecter. Les vôtres n’ont pas besoin de jeton ; ceux d’autres utilisateurs et des conteneurs l’envoient sous la forme « Authorization: Bearer … ».</translation>
    </message>
    <message>
        <source>Make a &amp;new one</source>
        <translation>En créer un &amp;nouveau</translation>
    </message>
    <message>
        <source>At once. Programs that have the old one are locked out.</source>
        <translation>Aussitôt. Les programmes qui ont l’ancien sont refusés.</translation>
    </message>
    <message>
        <source>There is a new token.</source>
        <translation>Il y a un nouveau jeton.</translation>
    </message>
    <message>
        <source>&amp;Serve other machines at:</source>
        <translation>&amp;Servir d’autres machines à :</translation>
    </message>
    <message>
        <source>nowhere; or an address such as 192.0.2.7:3443</source>
        <translation>nulle part ; ou une adresse comme 192.0.2.7:3443</translation>
    </message>
    <message>
        <source>Allowed &amp;hosts:</source>
        <translation>&amp;Hôtes autorisés :</translation>
    </message>
    <message>
        <source>names by which they know this machine, with commas between</source>
        <translation>noms sous lesquels elles connaissent cette machine, séparés par des virgules</translation>
    </message>
    <message>
        <source>with a certi&amp;ficate of Vectray&apos;s own</source>
        <translation>avec un certi&amp;ficat propre à Vectray</translation>
    </message>
    <message>
        <source>Its fingerprint is in the log. Another certificate can be set with “vectray config”.</source>
        <translation>Son empreinte est dans le journal. Un autre certificat se choisit avec « vectray config ».</translation>
    </message>
    <message>
        <source>The address for other machines is an IP address and a port, such as 192.0.2.7:3443.</source>
        <translation>L’adresse pour les autres machines est une adresse IP et un port, comme 192.0.2.7:3443.</translation>
    </message>
    <message>
        <source>Other machines are served with a certificate only.</source>
        <translation>Les autres machines ne sont servies qu’avec un certificat.</translation>
    </message>
    <message>
        <source>The allowed hosts are missing: the names by which other machines know this one.</source>
        <translation>Il manque les hôtes autorisés : les noms sous lesquels les autres machines connaissent celle-ci.</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>&amp;Afficher</translation>
    </message>
    <message>
        <source>Hid&amp;e</source>
        <translation>&amp;Masquer</translation>
    </message>
</context>
<context>
    <name>vectray::DashboardPage</name>
    <message>
        <source>Dashboard</source>
        <translation>Tableau de bord</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Files indexed</source>
        <translation>Fichiers indexés</translation>
    </message>
    <message>
        <source>Chunks added</source>
        <translation>Fragments ajoutés</translation>
    </message>
    <message>
        <source>Time of a sync</source>
        <translation>Durée d’une mise à jour</translation>
    </message>
    <message>
        <source>Changes waiting</source>
        <translation>Modifications en attente</translation>
    </message>
    <message>
        <source>Chunks known before</source>
        <translation>Fragments déjà connus</translation>
    </message>
    <message>
        <source>Size of the index</source>
        <translation>Taille de l’index</translation>
    </message>
    <message>
        <source>The slowest sync of saved files, from reading to stored</source>
        <translation>La mise à jour la plus lente de fichiers enregistrés, de la lecture au stockage</translation>
    </message>
    <message>
        <source>Chunks that needed no model, because the same text was embedded before</source>
        <translation>Fragments qui n’ont pas eu besoin du modèle, le même texte ayant déjà été traité</translation>
    </message>
    <message>
        <source>In the index: %1, %2</source>
        <translation>Dans l’index : %1, %2</translation>
    </message>
</context>
<context>
    <name>vectray::Desktop</name>
    <message>
        <source>Vectray goes on in the tray</source>
        <translation>Vectray continue dans la zone de notification</translation>
    </message>
    <message>
        <source>Choose Quit in its menu to end it.</source>
        <translation>Choisissez « Quitter » dans son menu pour l’arrêter.</translation>
    </message>
    <message>
        <source>About Vectray</source>
        <translation>À propos de Vectray</translation>
    </message>
    <message>
        <source>Keeps a search index of your folders up to date while you work.

Licensed under the Apache License, version 2.0.</source>
        <translation>Tient à jour un index de recherche de vos dossiers pendant que vous travaillez.

Sous licence Apache, version 2.0.</translation>
    </message>
    <message>
        <source>Save debug archive</source>
        <translation>Enregistrer l’archive de diagnostic</translation>
    </message>
    <message>
        <source>The debug archive is in %1. It has no secrets in it; look at it before you send it.</source>
        <translation>L’archive de diagnostic est dans %1. Elle ne contient aucun secret ; regardez-la avant de l’envoyer.</translation>
    </message>
</context>
<context>
    <name>vectray::EmbeddingSettings</name>
    <message>
        <source>Built in</source>
        <translation>Intégré</translation>
    </message>
    <message>
        <source>OpenAI, or what speaks like it</source>
        <translation>OpenAI, ou compatible</translation>
    </message>
    <message>
        <source>&amp;Provider:</source>
        <translation>&amp;Fournisseur :</translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation>&amp;Modèle :</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>A&amp;dresse :</translation>
    </message>
    <message>
        <source>in the keyring, or in the environment</source>
        <translation>dans le trousseau ou dans l’environnement</translation>
    </message>
    <message>
        <source>&amp;Keep key</source>
        <translation>&amp;Conserver la clé</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Clé</translation>
    </message>
    <message>
        <source>Ke&amp;y:</source>
        <translation>C&amp;lé :</translation>
    </message>
    <message>
        <source>&amp;Budget, US dollars a month:</source>
        <translation>&amp;Budget, dollars US par mois :</translation>
    </message>
    <message>
        <source>&amp;Requests a minute:</source>
        <translation>&amp;Requêtes par minute :</translation>
    </message>
    <message>
        <source>as the service says</source>
        <translation>selon le service</translation>
    </message>
    <message>
        <source>&amp;Try it</source>
        <translation>Essa&amp;yer</translation>
    </message>
    <message>
        <source>Another provider or model is used from the next start on. The index is searched by the old one until all of it is embedded anew.</source>
        <translation>Un autre fournisseur ou modèle vaut à partir du prochain démarrage. La recherche utilise l’ancien jusqu’à ce que tout l’index soit refait.</translation>
    </message>
    <message>
        <source>The text of your files is sent to this service, and so is what you search for.</source>
        <translation>Le texte de vos fichiers est envoyé à ce service, ainsi que ce que vous cherchez.</translation>
    </message>
    <message>
        <source>On this machine, without a network, for nothing.</source>
        <translation>Sur cette machine, sans réseau, gratuitement.</translation>
    </message>
    <message>
        <source>The budget must be a number, such as 5 or 2.50; 0 is no limit.</source>
        <translation>Le budget doit être un nombre, par exemple 5 ou 2.50 ; 0 signifie sans limite.</translation>
    </message>
    <message>
        <source>The address has to begin with https://, or http:// on this machine.</source>
        <translation>L’adresse doit commencer par https://, ou par http:// sur cette machine.</translation>
    </message>
    <message>
        <source>The key is in the keyring, for the next start.</source>
        <translation>La clé est dans le trousseau, pour le prochain démarrage.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Demande en cours…</translation>
    </message>
    <message>
        <source>%1 works: %2 dimensions, answered in %3 ms. Asked: %4</source>
        <translation>%1 fonctionne : %2 dimensions, réponse en %3 ms. Interrogé : %4</translation>
    </message>
    <message>
        <source>In use: %1</source>
        <translation>Utilisé : %1</translation>
    </message>
    <message>
        <source>This month: %1 tokens, %2 US dollars</source>
        <translation>Ce mois-ci : %1 jetons, %2 dollars US</translation>
    </message>
    <message>
        <source>T&amp;okens a minute:</source>
        <translation>&amp;Jetons par minute :</translation>
    </message>
    <message>
        <source>The key is not kept yet: keep it in the keyring, or empty the field.</source>
        <translation>La clé n’est pas encore conservée : mettez-la dans le trousseau, ou videz le champ.</translation>
    </message>
</context>
<context>
    <name>vectray::FirstRun</name>
    <message>
        <source>Welcome to Vectray</source>
        <translation>Bienvenue dans Vectray</translation>
    </message>
    <message>
        <source>&amp;Skip this step</source>
        <translation>Passer cett&amp;e étape</translation>
    </message>
    <message>
        <source>Find files by what they mean</source>
        <translation>Trouver les fichiers par leur sens</translation>
    </message>
    <message>
        <source>Vectray watches folders and keeps a search index of them, from the tray.</source>
        <translation>Depuis la zone de notification, Vectray surveille des dossiers et en tient un index de recherche.</translation>
    </message>
    <message>
        <source>Nothing leaves this machine. The model that understands your files is built in, and works without a network.</source>
        <translation>Rien ne quitte cette machine. Le modèle qui comprend vos fichiers est intégré et fonctionne sans réseau.</translation>
    </message>
    <message>
        <source>Your files are read and never changed. The index is in a folder that only you can read, and can be removed at any time.</source>
        <translation>Vos fichiers sont lus, jamais modifiés. L’index se trouve dans un dossier que vous seul pouvez lire et peut être supprimé à tout moment.</translation>
    </message>
    <message>
        <source>Programs of yours on this machine can search as well; no other machine can connect.</source>
        <translation>Vos programmes sur cette machine peuvent chercher aussi ; aucune autre machine ne peut se connecter.</translation>
    </message>
    <message>
        <source>That is all</source>
        <translation>C’est tout</translation>
    </message>
    <message>
        <source>Vectray is in the tray.</source>
        <translation>Vectray est dans la zone de notification.</translation>
    </message>
    <message>
        <source>A click on its icon shows the window, the middle button the search. A notification tells when a folder&apos;s first index is ready.</source>
        <translation>Un clic sur son icône affiche la fenêtre, le bouton du milieu la recherche. Une notification annonce quand le premier index d’un dossier est prêt.</translation>
    </message>
    <message>
        <source>All that was asked here is in the settings too.</source>
        <translation>Tout ce qui a été demandé ici se trouve aussi dans les réglages.</translation>
    </message>
    <message>
        <source>Let an AI agent search</source>
        <translation>Laisser chercher un agent IA</translation>
    </message>
    <message>
        <source>Nothing is changed before you press Connect; this is what would be.</source>
        <translation>Rien n’est modifié avant que vous n’appuyiez sur Connecter ; voici ce qui le serait.</translation>
    </message>
    <message>
        <source>Skip a&amp;ll</source>
        <translation>&amp;Tout passer</translation>
    </message>
</context>
<context>
    <name>vectray::FirstRunAutostart</name>
    <message>
        <source>Always up to date</source>
        <translation>Toujours à jour</translation>
    </message>
    <message>
        <source>The index follows your work as long as Vectray runs.</source>
        <translation>L’index suit votre travail tant que Vectray tourne.</translation>
    </message>
    <message>
        <source>It then waits in the tray and opens no window. What changed while it was off is found at the next start.</source>
        <translation>Il attend alors dans la zone de notification sans ouvrir de fenêtre. Ce qui a changé entre-temps est retrouvé au démarrage suivant.</translation>
    </message>
    <message>
        <source>This could not be written: %1</source>
        <translation>Ceci n’a pas pu être écrit : %1</translation>
    </message>
    <message>
        <source>Start &amp;Vectray with the session</source>
        <translation>&amp;Démarrer Vectray avec la session</translation>
    </message>
</context>
<context>
    <name>vectray::FirstRunFolder</name>
    <message>
        <source>Your first folder</source>
        <translation>Votre premier dossier</translation>
    </message>
    <message>
        <source>A project, your notes, whatever you look for things in. More can be added at any time.</source>
        <translation>Un projet, vos notes, tout ce dans quoi vous cherchez. D’autres peuvent être ajoutés à tout moment.</translation>
    </message>
    <message>
        <source>What git ignores is left out, and so are hidden and binary files. Vectray never writes into your folders.</source>
        <translation>Ce que git ignore est laissé de côté, ainsi que les fichiers cachés et binaires. Vectray n’écrit jamais dans vos dossiers.</translation>
    </message>
</context>
<context>
    <name>vectray::FirstRunProvider</name>
    <message>
        <source>Who understands your files</source>
        <translation>Qui comprend vos fichiers</translation>
    </message>
    <message>
        <source>The built-in model is good for most, and nothing is sent anywhere. A service can do it instead.</source>
        <translation>Le modèle intégré convient à la plupart, et rien n’est envoyé nulle part. Un service peut le faire à sa place.</translation>
    </message>
</context>
<context>
    <name>vectray::FolderForm</name>
    <message>
        <source>Add folder</source>
        <translation>Ajouter un dossier</translation>
    </message>
    <message>
        <source>Change folder</source>
        <translation>Modifier le dossier</translation>
    </message>
    <message>
        <source>&amp;Folder:</source>
        <translation>&amp;Dossier :</translation>
    </message>
    <message>
        <source>&amp;Project:</source>
        <translation>&amp;Projet :</translation>
    </message>
    <message>
        <source>&amp;Dataset:</source>
        <translation>&amp;Jeu de données :</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>How long a file has to be left alone before it is indexed</source>
        <translation>Durée pendant laquelle un fichier doit rester intact avant d’être indexé</translation>
    </message>
    <message>
        <source>&amp;Wait after a change:</source>
        <translation>A&amp;ttente après un changement :</translation>
    </message>
    <message>
        <source>everything, or for example *.py docs/**</source>
        <translation>tout, ou par exemple *.py docs/**</translation>
    </message>
    <message>
        <source>&amp;Only these files:</source>
        <translation>&amp;Seulement ces fichiers :</translation>
    </message>
    <message>
        <source>for example *.min.js test/data/**</source>
        <translation>par exemple *.min.js test/data/**</translation>
    </message>
    <message>
        <source>Bu&amp;t not these:</source>
        <translation>&amp;Mais pas ceux-ci :</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>Aj&amp;outer</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Enregistrer</translation>
    </message>
    <message numerus="yes">
        <source>The project needs a name without slashes, of at most %n character(s).</source>
        <translation>
            <numerusform>Le projet doit avoir un nom sans barre oblique, d’au plus %n caractère.</numerusform>
            <numerusform>Le projet doit avoir un nom sans barre oblique, d’au plus %n caractères.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The dataset&apos;s name must not contain slashes, nor be longer than %n character(s).</source>
        <translation>
            <numerusform>Le nom du jeu de données ne doit pas contenir de barre oblique ni dépasser %n caractère.</numerusform>
            <numerusform>Le nom du jeu de données ne doit pas contenir de barre oblique ni dépasser %n caractères.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vectray::FolderSettings</name>
    <message>
        <source>Folders are added, changed and removed at once, whatever becomes of the other pages.</source>
        <translation>Les dossiers sont ajoutés, modifiés et retirés aussitôt, quoi qu’il advienne des autres pages.</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Ajouter…</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>&amp;Modifier…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Retirer…</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>Dossiers surveillés</translation>
    </message>
</context>
<context>
    <name>vectray::FolderTableModel</name>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Fichiers</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>Fragments</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>Dernière synchro</translation>
    </message>
</context>
<context>
    <name>vectray::FoldersPage</name>
    <message>
        <source>&amp;Add folder…</source>
        <translation>&amp;Ajouter un dossier…</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>Dossiers surveillés</translation>
    </message>
    <message>
        <source>Drop a folder here to make it searchable</source>
        <translation>Déposez un dossier ici pour pouvoir y chercher</translation>
    </message>
    <message>
        <source>Vectray reads the files, never changes them, and keeps up as you work.</source>
        <translation>Vectray lit les fichiers, ne les modifie jamais, et suit votre travail.</translation>
    </message>
    <message>
        <source>Project %1, dataset %2</source>
        <translation>Projet %1, jeu de données %2</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>&amp;Ouvrir le dossier</translation>
    </message>
    <message>
        <source>&amp;Sync now</source>
        <translation>&amp;Synchroniser</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Reprendre</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>&amp;Turn off</source>
        <translation>Désac&amp;tiver</translation>
    </message>
    <message>
        <source>&amp;Turn on</source>
        <translation>Ac&amp;tiver</translation>
    </message>
    <message>
        <source>Show pro&amp;blems</source>
        <translation>Voir les pro&amp;blèmes</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>&amp;Modifier…</translation>
    </message>
    <message>
        <source>R&amp;emove…</source>
        <translation>R&amp;etirer…</translation>
    </message>
</context>
<context>
    <name>vectray::GeneralSettings</name>
    <message>
        <source>&amp;Start with the session</source>
        <translation>&amp;Démarrer avec la session</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>&amp;Langue :</translation>
    </message>
    <message>
        <source>&amp;Tray icon:</source>
        <translation>&amp;Icône :</translation>
    </message>
    <message>
        <source>Open results &amp;with:</source>
        <translation>Ouvrir les résultats &amp;avec :</translation>
    </message>
    <message>
        <source>A language is used from the next start on. An empty command opens files as the desktop does, without going to the line.</source>
        <translation>La langue s’applique au prochain démarrage. Une commande vide ouvre les fichiers comme le fait le bureau, sans aller à la ligne.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Couleur</translation>
    </message>
    <message>
        <source>Colour, for a dark panel</source>
        <translation>Couleur, pour un tableau de bord sombre</translation>
    </message>
    <message>
        <source>Black, for a light panel</source>
        <translation>Noir, pour un tableau de bord clair</translation>
    </message>
    <message>
        <source>White, for a dark panel</source>
        <translation>Blanc, pour un tableau de bord sombre</translation>
    </message>
    <message>
        <source>{file} and {line} are replaced. No shell is used.</source>
        <translation>{file} et {line} sont remplacés. Aucun shell n’est utilisé.</translation>
    </message>
    <message>
        <source>as the desktop does</source>
        <translation>comme le bureau</translation>
    </message>
    <message>
        <source>There is no program called %1.</source>
        <translation>Aucun programme ne s’appelle %1.</translation>
    </message>
</context>
<context>
    <name>vectray::HelpMenu</name>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;ide</translation>
    </message>
    <message>
        <source>&amp;First steps…</source>
        <translation>&amp;Premiers pas…</translation>
    </message>
    <message>
        <source>Show &amp;logs</source>
        <translation>Voir les &amp;journaux</translation>
    </message>
    <message>
        <source>&amp;About Vectray</source>
        <translation>À pr&amp;opos de Vectray</translation>
    </message>
    <message>
        <source>&amp;REST interface…</source>
        <translation>Interface &amp;REST…</translation>
    </message>
    <message>
        <source>Save &amp;debug archive…</source>
        <translation>Enregistrer l’archive de &amp;diagnostic…</translation>
    </message>
</context>
<context>
    <name>vectray::MainWindow</name>
    <message>
        <source>Vectray</source>
        <translation>Vectray</translation>
    </message>
    <message>
        <source>&amp;Folders</source>
        <translation>&amp;Dossiers</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Recherche</translation>
    </message>
    <message>
        <source>A&amp;ctivity</source>
        <translation>A&amp;ctivité</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>Pr&amp;oblèmes</translation>
    </message>
    <message>
        <source>&amp;Problems (%1)</source>
        <translation>Pr&amp;oblèmes (%1)</translation>
    </message>
    <message>
        <source>&amp;Dashboard</source>
        <translation>&amp;Tableau de bord</translation>
    </message>
</context>
<context>
    <name>vectray::NoticeSettings</name>
    <message>
        <source>Tell me when</source>
        <translation>Me prévenir quand</translation>
    </message>
    <message>
        <source>a folder has become &amp;searchable</source>
        <translation>un dossier a été in&amp;dexé</translation>
    </message>
    <message>
        <source>a folder is no longer &amp;available</source>
        <translation>un dossier n’est &amp;plus disponible</translation>
    </message>
    <message>
        <source>changes in a folder are seen &amp;late</source>
        <translation>les changements d’un dossier sont vus &amp;tard</translation>
    </message>
    <message>
        <source>the index or the embedding service cannot be &amp;reached</source>
        <translation>l’index ou le service d’embeddings n’est pas joi&amp;gnable</translation>
    </message>
    <message>
        <source>files could not be &amp;indexed</source>
        <translation>des fichiers n’ont pas pu être inde&amp;xés</translation>
    </message>
    <message>
        <source>files were &amp;brought up to date (every time)</source>
        <translation>des fichiers ont été &amp;mis à jour (à chaque fois)</translation>
    </message>
    <message>
        <source>Of one kind and folder there is at most one notification a minute, and after the second one in ten minutes. What happens in between is counted into the next one.</source>
        <translation>Par sujet et par dossier, il y a au plus une notification par minute, puis, après la deuxième, une toutes les dix minutes. Ce qui arrive entre-temps compte pour la suivante.</translation>
    </message>
    <message>
        <source>the &amp;embedding service does not accept what it is sent</source>
        <translation>le service de v&amp;ecteurs refuse ce qu’il reçoit</translation>
    </message>
    <message>
        <source>&amp;many files of a folder are gone at once</source>
        <translation>de &amp;nombreux fichiers d’un dossier ont disparu d’un coup</translation>
    </message>
</context>
<context>
    <name>vectray::Notifier</name>
    <message>
        <source>Show</source>
        <translation>Voir</translation>
    </message>
    <message>
        <source>%1 is searchable</source>
        <translation>%1 est indexé</translation>
    </message>
    <message>
        <source>%1, %2. Changes are indexed as you save.</source>
        <translation>%1, %2. Les changements sont indexés dès l’enregistrement.</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>Rechercher…</translation>
    </message>
    <message>
        <source>%1 is up to date</source>
        <translation>%1 est à jour</translation>
    </message>
    <message>
        <source>Changed: %1.</source>
        <translation>Modifiés : %1.</translation>
    </message>
    <message>
        <source>%1 is not available</source>
        <translation>%1 n’est pas disponible</translation>
    </message>
    <message>
        <source>Its index is kept until it is back.</source>
        <translation>Son index est conservé jusqu’à son retour.</translation>
    </message>
    <message>
        <source>Changes in %1 are seen late</source>
        <translation>Les changements dans %1 sont vus tard</translation>
    </message>
    <message>
        <source>Vectray is offline</source>
        <translation>Vectray est hors ligne</translation>
    </message>
    <message>
        <source>Problems in %1</source>
        <translation>Problèmes dans %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be indexed.</source>
        <translation>
            <numerusform>%Ln fichier n’a pas pu être indexé.</numerusform>
            <numerusform>%Ln fichiers n’ont pas pu être indexés.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show problems</source>
        <translation>Voir les problèmes</translation>
    </message>
    <message>
        <source>The embedding service needs you</source>
        <translation>Le service de vecteurs a besoin de vous</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Réglages…</translation>
    </message>
    <message>
        <source>Many files of %1 are gone at once</source>
        <translation>De nombreux fichiers de %1 ont disparu d’un coup</translation>
    </message>
</context>
<context>
    <name>vectray::PathField</name>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>Choisissez un dossier.</translation>
    </message>
    <message>
        <source>The path has to begin with a slash.</source>
        <translation>Le chemin doit commencer par une barre oblique.</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>Ce dossier n’existe pas.</translation>
    </message>
    <message>
        <source>This is a file, not a folder.</source>
        <translation>C’est un fichier, pas un dossier.</translation>
    </message>
    <message>
        <source>You may not read this folder.</source>
        <translation>Vous n’avez pas le droit de lire ce dossier.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Choisir un dossier</translation>
    </message>
    <message>
        <source>B&amp;rowse…</source>
        <translation>P&amp;arcourir…</translation>
    </message>
</context>
<context>
    <name>vectray::PerformanceSettings</name>
    <message>
        <source>&amp;Threads that read files:</source>
        <translation>&amp;Fils qui lisent les fichiers :</translation>
    </message>
    <message>
        <source>one a processor</source>
        <translation>un par processeur</translation>
    </message>
    <message>
        <source>&amp;Leave out files larger than:</source>
        <translation>&amp;Ignorer les fichiers de plus de :</translation>
    </message>
    <message>
        <source> KiB</source>
        <translation> Kio</translation>
    </message>
    <message>
        <source>These are used from the next start on. First indexes and comparisons of whole folders always leave processor and disk to whatever else wants them; files that you save go first.</source>
        <translation>Ces réglages valent à partir du prochain démarrage. Les premiers index et les comparaisons de dossiers entiers laissent toujours processeur et disque à qui d’autre en a besoin ; les fichiers que vous enregistrez passent d’abord.</translation>
    </message>
    <message>
        <source>Put off on &amp;battery what nobody waits for</source>
        <translation>Sur &amp;batterie, remettre ce que personne n’attend</translation>
    </message>
    <message>
        <source>&amp;Give way to other programs (nice):</source>
        <translation>&amp;Céder le pas aux autres programmes (nice) :</translation>
    </message>
</context>
<context>
    <name>vectray::PreviewLabel</name>
    <message>
        <source>Looking what is in it…</source>
        <translation>Examen du contenu…</translation>
    </message>
    <message>
        <source>%1 (%2) would be indexed; %3 left out. How long that takes depends on the embedding service, and is not known yet.</source>
        <translation>%1 (%2) seraient indexés ; %3 laissés de côté. La durée dépend du service d’embedding et n’est pas encore connue.</translation>
    </message>
    <message>
        <source>%1 (%2) would be indexed in about %3; %4 left out.</source>
        <translation>%1 (%2) seraient indexés en %3 environ ; %4 laissés de côté.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln seconde</numerusform>
            <numerusform>%Ln secondes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>Among them: %1</source>
        <translation>Parmi eux : %1</translation>
    </message>
    <message>
        <source>Their text is sent to %1: %2.</source>
        <translation>Leur texte est envoyé à %1 : %2.</translation>
    </message>
</context>
<context>
    <name>vectray::ProblemsModel</name>
    <message>
        <source>File</source>
        <translation>Fichier</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Pourquoi</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Depuis</translation>
    </message>
</context>
<context>
    <name>vectray::ProblemsPage</name>
    <message>
        <source>Folder</source>
        <translation>Dossier</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Could not be indexed</source>
        <translation>N’ont pas pu être indexés</translation>
    </message>
    <message>
        <source>Also what was left out</source>
        <translation>Aussi ce qui est laissé de côté</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Problèmes</translation>
    </message>
    <message>
        <source>&amp;Copy path</source>
        <translation>&amp;Copier le chemin</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>Tous les dossiers</translation>
    </message>
    <message>
        <source>No problems. Every file that should be is in the index.</source>
        <translation>Aucun problème. Tous les fichiers prévus sont dans l’index.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s). They keep what the index had of them.</source>
        <translation>
            <numerusform>%Ln fichier. Il garde ce que l’index avait de lui.</numerusform>
            <numerusform>%Ln fichiers. Ils gardent ce que l’index avait d’eux.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try a&amp;gain</source>
        <translation>Réess&amp;ayer</translation>
    </message>
    <message>
        <source>&amp;Accept deletion</source>
        <translation>Accept&amp;er la suppression</translation>
    </message>
    <message>
        <source>Look again &amp;now</source>
        <translation>Revérifier &amp;maintenant</translation>
    </message>
    <message>
        <source>What was deleted by mistake can be put back: it is in the index again as soon as it is seen.</source>
        <translation>Ce qui a été supprimé par erreur peut être remis en place : il revient dans l’index dès qu’il est vu.</translation>
    </message>
</context>
<context>
    <name>vectray::RemoveFolderBox</name>
    <message>
        <source>Remove folder</source>
        <translation>Retirer le dossier</translation>
    </message>
    <message>
        <source>Stop watching %1?</source>
        <translation>Ne plus surveiller %1 ?</translation>
    </message>
    <message>
        <source>%1

Your files stay as they are.</source>
        <translation>%1

Vos fichiers restent tels quels.</translation>
    </message>
    <message>
        <source>&amp;Keep its index searchable</source>
        <translation>&amp;Garder son index consultable</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Retirer</translation>
    </message>
</context>
<context>
    <name>vectray::SearchModel</name>
    <message>
        <source>%1, line %2, %3</source>
        <extracomment>what a screen reader says of a search result: file, line, symbol</extracomment>
        <translation>%1, ligne %2, %3</translation>
    </message>
</context>
<context>
    <name>vectray::SearchPage</name>
    <message>
        <source>Search by meaning or by word</source>
        <translation>Chercher par le sens ou par mot</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Recherche</translation>
    </message>
    <message>
        <source>Folder to search in</source>
        <translation>Dossier où chercher</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langage</translation>
    </message>
    <message>
        <source>All languages</source>
        <translation>Tous les langages</translation>
    </message>
    <message>
        <source>Files to search in</source>
        <translation>Fichiers où chercher</translation>
    </message>
    <message>
        <source>files, for example src/**/*.h</source>
        <translation>fichiers, par exemple src/**/*.h</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>Tous les dossiers</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Rien n’a été trouvé.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln result(s). Enter opens, Ctrl+C copies path and line.</source>
        <translation>
            <numerusform>%Ln résultat. Entrée ouvre, Ctrl+C copie le chemin et la ligne.</numerusform>
            <numerusform>%Ln résultats. Entrée ouvre, Ctrl+C copie le chemin et la ligne.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Copié : %1</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Ouvrir</translation>
    </message>
    <message>
        <source>&amp;Copy path and line</source>
        <translation>&amp;Copier le chemin et la ligne</translation>
    </message>
    <message>
        <source>Type what the code does, or a word that is in it.</source>
        <translation>Écrivez ce que fait le code, ou un mot qu’il contient.</translation>
    </message>
</context>
<context>
    <name>vectray::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Réglages</translation>
    </message>
    <message>
        <source>This could not be written: %1</source>
        <translation>Ceci n’a pas pu être écrit : %1</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Général</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Dossiers</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Stockage</translation>
    </message>
    <message>
        <source>API and security</source>
        <translation>API et sécurité</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Notifications</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Avancé</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Performances</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Vecteurs</translation>
    </message>
</context>
<context>
    <name>vectray::SettingsPage</name>
    <message>
        <source>A variable of the environment decides this.</source>
        <translation>Une variable d’environnement en décide.</translation>
    </message>
</context>
<context>
    <name>vectray::ShareBars</name>
    <message>
        <source>Folders by size of their index</source>
        <translation>Dossiers par taille d’index</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>vectray::StatusBanner</name>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>Ré&amp;glages…</translation>
    </message>
    <message>
        <source>For &amp;30 minutes</source>
        <translation>Pendant &amp;30 minutes</translation>
    </message>
    <message>
        <source>For &amp;2 hours</source>
        <translation>Pendant &amp;2 heures</translation>
    </message>
    <message>
        <source>For &amp;8 hours</source>
        <translation>Pendant &amp;8 heures</translation>
    </message>
    <message>
        <source>&amp;Until I resume</source>
        <translation>&amp;Jusqu’à ce que je reprenne</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>Repre&amp;ndre</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>Pa&amp;use</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>Plu&amp;s</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
</context>
<context>
    <name>vectray::StorageSettings</name>
    <message>
        <source>Kept in:</source>
        <translation>Conservé dans :</translation>
    </message>
    <message>
        <source>Where:</source>
        <translation>Où :</translation>
    </message>
    <message>
        <source>Size:</source>
        <translation>Taille :</translation>
    </message>
    <message>
        <source>SQLite, a file of this machine</source>
        <translation>SQLite, un fichier de cette machine</translation>
    </message>
    <message>
        <source>PostgreSQL</source>
        <translation>PostgreSQL</translation>
    </message>
    <message>
        <source>The index can be made anew from the folders at any time.</source>
        <translation>L’index peut être refait à tout moment à partir des dossiers.</translation>
    </message>
    <message>
        <source>Co&amp;mpact</source>
        <translation>Co&amp;mpacter</translation>
    </message>
    <message>
        <source>Gives back to the disk what deleted files have left.</source>
        <translation>Rend au disque la place laissée par les fichiers supprimés.</translation>
    </message>
    <message>
        <source>a file of this machine</source>
        <translation>un fichier de cette machine</translation>
    </message>
    <message>
        <source>a team&apos;s PostgreSQL</source>
        <translation>le PostgreSQL d’une équipe</translation>
    </message>
    <message>
        <source>&amp;Keep it, from the next start on, in:</source>
        <translation>&amp;Le garder, au prochain démarrage, dans :</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>A&amp;dresse :</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>in the keyring, in ~/.pgpass or in the environment</source>
        <translation>dans le trousseau, dans ~/.pgpass ou dans l’environnement</translation>
    </message>
    <message>
        <source>K&amp;eep password</source>
        <translation>&amp;Garder le mot de passe</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>Mot de &amp;passe :</translation>
    </message>
    <message>
        <source>&amp;Test connection</source>
        <translation>&amp;Tester la connexion</translation>
    </message>
    <message>
        <source>The index is being compacted. It can be searched; what you save is indexed afterwards.</source>
        <translation>L’index est en cours de compactage. La recherche fonctionne ; ce que vous enregistrez sera indexé ensuite.</translation>
    </message>
    <message>
        <source>%1 given back: the index has %2 now.</source>
        <translation>%1 rendus : l’index occupe maintenant %2.</translation>
    </message>
    <message>
        <source>The password is in the keyring, for the next start.</source>
        <translation>Le mot de passe est dans le trousseau, pour le prochain démarrage.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Demande en cours…</translation>
    </message>
    <message>
        <source>It works: PostgreSQL %1, answers in %2 ms. pgvector is added at first use.</source>
        <translation>Cela fonctionne : PostgreSQL %1, répond en %2 ms. pgvector sera ajouté à la première utilisation.</translation>
    </message>
    <message>
        <source>It works: PostgreSQL %1 with pgvector %2, answers in %3 ms.</source>
        <translation>Cela fonctionne : PostgreSQL %1 avec pgvector %2, répond en %3 ms.</translation>
    </message>
    <message>
        <source>There is an index already, which would be shared.</source>
        <translation>Il y a déjà un index, qui serait partagé.</translation>
    </message>
    <message>
        <source>The index would be made there at first use.</source>
        <translation>L’index y serait créé à la première utilisation.</translation>
    </message>
    <message>
        <source>The password is not kept yet: keep it in the keyring, or empty the field.</source>
        <translation>Le mot de passe n’est pas encore gardé : mettez-le dans le trousseau, ou videz le champ.</translation>
    </message>
    <message>
        <source>The address of the team&apos;s index is written postgresql://user@host:port/database.</source>
        <translation>L’adresse de l’index d’une équipe s’écrit postgresql://utilisateur@machine:port/base.</translation>
    </message>
    <message>
        <source>The address may not hold a password: there is a field for it.</source>
        <translation>L’adresse ne doit pas contenir de mot de passe : il y a un champ pour cela.</translation>
    </message>
    <message>
        <source>The index is being copied: wait, or stop it.</source>
        <translation>L’index est en cours de copie : attendez, ou arrêtez la copie.</translation>
    </message>
</context>
<context>
    <name>vectray::StoreCopyPanel</name>
    <message>
        <source>There the index is made anew from the folders, unless you take it along.</source>
        <translation>L’index y sera recréé à partir des dossiers, à moins que vous ne l’emportiez.</translation>
    </message>
    <message>
        <source>Copy the in&amp;dex there</source>
        <translation>Y &amp;copier l’index</translation>
    </message>
    <message>
        <source>Copy of the index</source>
        <translation>Copie de l’index</translation>
    </message>
    <message>
        <source>&amp;Stop copying</source>
        <translation>Arrêt&amp;er la copie</translation>
    </message>
    <message>
        <source>Indexing rests while the index is copied. It can be searched.</source>
        <translation>L’indexation est suspendue pendant la copie de l’index. Les recherches restent possibles.</translation>
    </message>
    <message>
        <source>Compared: %v of %m files</source>
        <extracomment>%v and %m are numbers of files; both stay as they are</extracomment>
        <translation>Comparés : %v fichiers sur %m</translation>
    </message>
    <message>
        <source>Copied: %v of %m files</source>
        <translation>Copiés : %v fichiers sur %m</translation>
    </message>
    <message>
        <source>%1 with %2 are in both places now, compared and equal. Press OK and start Vectray again: it goes on there.</source>
        <translation>%1 avec %2 : présents aux deux endroits, comparés et identiques. Cliquez sur OK et relancez Vectray : il continue là-bas.</translation>
    </message>
    <message>
        <source>Stopped. Another copy goes on where this one was.</source>
        <translation>Arrêté. Une nouvelle copie reprendra là où celle-ci en était.</translation>
    </message>
</context>
<context>
    <name>vectray::TimeChart</name>
    <message>
        <source>Nothing has been measured yet.</source>
        <translation>Rien n’a encore été mesuré.</translation>
    </message>
    <message>
        <source>Now %1, at most %2 within the last hour.</source>
        <translation>Maintenant %1, au plus %2 durant la dernière heure.</translation>
    </message>
    <message>
        <source>1 hour ago</source>
        <translation>il y a 1 heure</translation>
    </message>
    <message>
        <source>now</source>
        <translation>maintenant</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>rien encore</translation>
    </message>
    <message>
        <source>%1, now</source>
        <translation>%1, maintenant</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n minute(s) ago</source>
        <translation>
            <numerusform>%1, il y a %n minute</numerusform>
            <numerusform>%1, il y a %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vectray::TrayMenu</name>
    <message>
        <source>&amp;Search…</source>
        <translation>&amp;Rechercher…</translation>
    </message>
    <message>
        <source>More &amp;folders</source>
        <translation>&amp;Autres dossiers</translation>
    </message>
    <message>
        <source>F&amp;older actions</source>
        <translation>Actions sur les &amp;dossiers</translation>
    </message>
    <message>
        <source>&amp;Add folder…</source>
        <translation>&amp;Ajouter un dossier…</translation>
    </message>
    <message>
        <source>Recent &amp;changes</source>
        <translation>&amp;Changements récents</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>Ré&amp;glages…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pause</translation>
    </message>
    <message>
        <source>For &amp;30 minutes</source>
        <translation>Pendant &amp;30 minutes</translation>
    </message>
    <message>
        <source>For &amp;2 hours</source>
        <translation>Pendant &amp;2 heures</translation>
    </message>
    <message>
        <source>For &amp;8 hours</source>
        <translation>Pendant &amp;8 heures</translation>
    </message>
    <message>
        <source>&amp;Until I resume</source>
        <translation>&amp;Jusqu’à ce que je reprenne</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Reprendre</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>&amp;Ouvrir le dossier</translation>
    </message>
    <message>
        <source>&amp;Sync now</source>
        <translation>&amp;Synchroniser</translation>
    </message>
    <message>
        <source>&amp;Resume (paused until %1)</source>
        <translation>&amp;Reprendre (en pause jusqu’à %1)</translation>
    </message>
    <message>
        <source>Pro&amp;blems (%1)</source>
        <translation>Pro&amp;blèmes (%1)</translation>
    </message>
    <message>
        <source>Show &amp;problems (%1)</source>
        <translation>Voir les pro&amp;blèmes (%1)</translation>
    </message>
    <message>
        <source>Connect AI a&amp;gent…</source>
        <translation>Connecter un age&amp;nt IA…</translation>
    </message>
    <message>
        <source>R&amp;emove…</source>
        <translation>R&amp;etirer…</translation>
    </message>
</context>
</TS>
