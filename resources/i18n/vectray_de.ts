<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AppState</name>
    <message>
        <source>No folders yet</source>
        <translation>Noch keine Ordner</translation>
    </message>
    <message>
        <source>Add a folder to make it searchable</source>
        <translation>Fügen Sie einen Ordner hinzu, um ihn zu durchsuchen</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>Paused until %1</source>
        <translation>Angehalten bis %1</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s) need attention</source>
        <translation>
            <numerusform>%Ln Ordner braucht Aufmerksamkeit</numerusform>
            <numerusform>%Ln Ordner brauchen Aufmerksamkeit</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 needs attention</source>
        <translation>%1 braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>&quot;3 folders, 12,340 files&quot;</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s)</source>
        <translation>
            <numerusform>%Ln Ordner</numerusform>
            <numerusform>%Ln Ordner</numerusform>
        </translation>
    </message>
    <message>
        <source>The embedding service needs you</source>
        <translation>Der Einbettungsdienst braucht Sie</translation>
    </message>
</context>
<context>
    <name>CostQuestion</name>
    <message>
        <source>Embedding costs money</source>
        <translation>Das Einbetten kostet Geld</translation>
    </message>
    <message>
        <source>&amp;Use the service</source>
        <translation>&amp;Dienst verwenden</translation>
    </message>
    <message>
        <source>The text of all your files will be sent to %1. How much that is cannot be told now.</source>
        <translation>Der Text aller Ihrer Dateien wird an %1 gesendet. Wie viel das ist, lässt sich gerade nicht sagen.</translation>
    </message>
    <message>
        <source>The text of the folders that you add will be sent to %1.</source>
        <translation>Der Text der Ordner, die Sie hinzufügen, wird an %1 gesendet.</translation>
    </message>
    <message>
        <source>The text of %1 will be sent to %2: %3.</source>
        <translation>Text wird an %2 gesendet (%1): %3.</translation>
    </message>
    <message>
        <source>about %1 tokens, %2 US dollars</source>
        <translation>etwa %1 Token, %2 US-Dollar</translation>
    </message>
    <message>
        <source>about %1 tokens, at a price that is not known</source>
        <translation>etwa %1 Token, zu einem unbekannten Preis</translation>
    </message>
    <message>
        <source>A million tokens, some 4 MB of text, cost %1 US dollars.</source>
        <translation>Eine Million Token, rund 4 MB Text, kosten %1 US-Dollar.</translation>
    </message>
    <message>
        <source>Nothing is sent beyond your budget of %1 US dollars a month.</source>
        <translation>Über Ihr Budget von %1 US-Dollar im Monat hinaus wird nichts gesendet.</translation>
    </message>
    <message>
        <source>There is no budget: nothing limits what may be spent.</source>
        <translation>Es gibt kein Budget: Nichts begrenzt die Ausgaben.</translation>
    </message>
    <message>
        <source>What you change later, and what you search for, is sent as well.</source>
        <translation>Auch was Sie später ändern und wonach Sie suchen, wird gesendet.</translation>
    </message>
</context>
<context>
    <name>FileOpener</name>
    <message>
        <source>%1 is no longer there.</source>
        <translation>%1 ist nicht mehr da.</translation>
    </message>
    <message>
        <source>The editor command in the settings is empty.</source>
        <translation>Der Editor-Befehl in den Einstellungen ist leer.</translation>
    </message>
    <message>
        <source>%1 could not be started.</source>
        <translation>%1 konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>No program was found to open %1.</source>
        <translation>Es wurde kein Programm gefunden, das %1 öffnet.</translation>
    </message>
    <message>
        <source>%1 could be run instead of shown, so its folder was opened. Choose an editor in the settings to open it.</source>
        <translation>%1 könnte ausgeführt statt angezeigt werden, daher wurde der Ordner geöffnet. Wählen Sie in den Einstellungen einen Editor, um die Datei zu öffnen.</translation>
    </message>
</context>
<context>
    <name>FolderWords</name>
    <message>
        <source>Indexing rests while the index is copied</source>
        <translation>Das Indizieren ruht, solange der Index kopiert wird</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>Turned off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>Looking for changes</source>
        <translation>Sucht nach Änderungen</translation>
    </message>
    <message>
        <source>Indexing</source>
        <translation>Indexiert</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Changes are seen late</source>
        <translation>Änderungen werden spät bemerkt</translation>
    </message>
    <message>
        <source>Folder not available</source>
        <translation>Ordner nicht verfügbar</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Turned off. Its index stays searchable.</source>
        <translation>Ausgeschaltet. Der Index bleibt durchsuchbar.</translation>
    </message>
    <message>
        <source>Paused. Changes are indexed when it goes on.</source>
        <translation>Angehalten. Änderungen werden danach indexiert.</translation>
    </message>
    <message>
        <source>Changes are found, but only every now and then.</source>
        <translation>Änderungen werden gefunden, aber nur ab und zu.</translation>
    </message>
    <message>
        <source>The folder is missing. Its index is kept.</source>
        <translation>Der Ordner fehlt. Sein Index bleibt erhalten.</translation>
    </message>
    <message>
        <source>The folder cannot be watched.</source>
        <translation>Der Ordner kann nicht überwacht werden.</translation>
    </message>
    <message numerus="yes">
        <source>Up to date, but %Ln file(s) could not be indexed</source>
        <translation>
            <numerusform>Aktuell, aber %Ln Datei konnte nicht indexiert werden</numerusform>
            <numerusform>Aktuell, aber %Ln Dateien konnten nicht indexiert werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) waiting</source>
        <translation>
            <numerusform>%Ln Änderung wartet</numerusform>
            <numerusform>%Ln Änderungen warten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 %2 of %Ln file(s)</source>
        <extracomment>&quot;Indexing 41 of 230 files&quot;</extracomment>
        <translation>
            <numerusform>%1: %2 von %Ln Datei</numerusform>
            <numerusform>%1: %2 von %Ln Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>less than a minute left</source>
        <translation>noch weniger als eine Minute</translation>
    </message>
    <message numerus="yes">
        <source>about %Ln minute(s) left</source>
        <translation>
            <numerusform>noch etwa %Ln Minute</numerusform>
            <numerusform>noch etwa %Ln Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln hour(s) left</source>
        <translation>
            <numerusform>noch etwa %Ln Stunde</numerusform>
            <numerusform>noch etwa %Ln Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) ago</source>
        <translation>
            <numerusform>vor %Ln Minute</numerusform>
            <numerusform>vor %Ln Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>today, %1</source>
        <translation>heute, %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>S&amp;ync now</source>
        <translation>&amp;Jetzt abgleichen</translation>
    </message>
    <message>
        <source>Turn &amp;on</source>
        <translation>Einschal&amp;ten</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Check a&amp;gain</source>
        <translation>Erneut &amp;prüfen</translation>
    </message>
    <message>
        <source>Show pro&amp;blems</source>
        <translation>Pro&amp;bleme zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln chunk(s)</source>
        <translation>
            <numerusform>%Ln Abschnitt</numerusform>
            <numerusform>%Ln Abschnitte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 indexed file(s) are gone at once. The index keeps them until a second look.</source>
        <translation>
            <numerusform>%Ln von %1 indexierten Dateien ist auf einmal weg. Der Index behält sie bis zu einem zweiten Blick.</numerusform>
            <numerusform>%Ln von %1 indexierten Dateien sind auf einmal weg. Der Index behält sie bis zu einem zweiten Blick.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) are still gone, and are taken out of the index.</source>
        <translation>
            <numerusform>%Ln Datei ist noch immer weg und wird aus dem Index genommen.</numerusform>
            <numerusform>%Ln Dateien sind noch immer weg und werden aus dem Index genommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was taken out of the index: the files are back, or the whole folder is away.</source>
        <translation>Aus dem Index wurde nichts genommen: Die Dateien sind wieder da, oder der ganze Ordner ist fort.</translation>
    </message>
</context>
<context>
    <name>vectray::ActivityModel</name>
    <message>
        <source>Watching</source>
        <translation>Wird überwacht</translation>
    </message>
    <message>
        <source>No longer watching</source>
        <translation>Wird nicht mehr überwacht</translation>
    </message>
    <message>
        <source>%1 indexed, %2 removed, in %3 s</source>
        <translation>%1 indexiert, %2 entfernt, in %3 s</translation>
    </message>
    <message>
        <source>Watched without delay again</source>
        <translation>Wird wieder ohne Verzögerung überwacht</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>Verschoben</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Synced</source>
        <translation>Abgeglichen</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Überwachung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>%1 (was %2)</source>
        <translation>%1 (vorher %2)</translation>
    </message>
</context>
<context>
    <name>vectray::ActivityPage</name>
    <message>
        <source>Filter by file or folder</source>
        <translation>Nach Datei oder Ordner filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>E&amp;xportieren …</translation>
    </message>
    <message>
        <source>Recent changes</source>
        <translation>Letzte Änderungen</translation>
    </message>
    <message>
        <source>&amp;Copy path</source>
        <translation>Pfad &amp;kopieren</translation>
    </message>
    <message>
        <source>Export activity</source>
        <translation>Aktivität exportieren</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>Die Datei konnte nicht geschrieben werden: %1</translation>
    </message>
</context>
<context>
    <name>vectray::AdvancedSettings</name>
    <message>
        <source>Look &amp;whether a folder is still there every:</source>
        <translation>Nachsehen, ob ein Ordner noch &amp;da ist, alle:</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>&amp;Compare a whole folder with the index every:</source>
        <translation>Ganzen Ordner mit dem Inde&amp;x vergleichen alle:</translation>
    </message>
    <message>
        <source>Start a watcher &amp;again that has died</source>
        <translation>Beobachter &amp;neu starten, der ausgefallen ist</translation>
    </message>
    <message>
        <source>These are used from the next start on.</source>
        <translation>Diese gelten ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Open &amp;settings folder</source>
        <translation>&amp;Einstellungsordner öffnen</translation>
    </message>
    <message>
        <source>Open lo&amp;g folder</source>
        <translation>&amp;Protokollordner öffnen</translation>
    </message>
</context>
<context>
    <name>vectray::AgentPanel</name>
    <message>
        <source>Programs with an AI agent</source>
        <translation>Programme mit einem KI-Agenten</translation>
    </message>
    <message>
        <source>What would be changed in its settings</source>
        <translation>Was in seinen Einstellungen geändert würde</translation>
    </message>
    <message>
        <source>%1 (connected)</source>
        <translation>%1 (verbunden)</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>Verbin&amp;den</translation>
    </message>
    <message>
        <source>%1 knows Vectray now. Start it anew.</source>
        <translation>%1 kennt Vectray jetzt. Starten Sie es neu.</translation>
    </message>
    <message>
        <source>%1 does not know Vectray any more.</source>
        <translation>%1 kennt Vectray nicht mehr.</translation>
    </message>
</context>
<context>
    <name>vectray::AgentsDialog</name>
    <message>
        <source>Connect an AI agent</source>
        <translation>Einen KI-Agenten verbinden</translation>
    </message>
    <message>
        <source>An agent that knows Vectray searches your folders by meaning instead of reading file after file. This is what would be changed in its settings; the file as it was is kept.</source>
        <translation>Ein Agent, der Vectray kennt, sucht in Ihren Ordnern nach Bedeutung, statt Datei um Datei zu lesen. Dies würde in seinen Einstellungen geändert; die Datei, wie sie war, wird aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>vectray::ApiSettings</name>
    <message>
        <source>Running at:</source>
        <translation>Läuft unter:</translation>
    </message>
    <message>
        <source>&amp;Port, from the next start on:</source>
        <translation>&amp;Port, ab dem nächsten Start:</translation>
    </message>
    <message>
        <source>If another program has the port, Vectray says which one and does not start.</source>
        <translation>Hat ein anderes Programm den Port, nennt Vectray es und startet nicht.</translation>
    </message>
    <message>
        <source>&amp;Token:</source>
        <translation>&amp;Token:</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Unless it is said otherwise, only programs of this machine can connect. Yours need no token; those of other users, and those in containers, send it as “Authorization: Bearer …”.</source>
        <translation>Solange nichts anderes bestimmt ist, können sich nur Programme auf diesem Rechner verbinden. Ihre brauchen kein Token; die anderer Benutzer und die in Containern senden es als „Authorization: Bearer …“.</translation>
    </message>
    <message>
        <source>Make a &amp;new one</source>
        <translation>&amp;Neues erzeugen</translation>
    </message>
    <message>
        <source>At once. Programs that have the old one are locked out.</source>
        <translation>Sofort. Programme mit dem alten werden ausgesperrt.</translation>
    </message>
    <message>
        <source>There is a new token.</source>
        <translation>Es gibt ein neues Token.</translation>
    </message>
    <message>
        <source>&amp;Serve other machines at:</source>
        <translation>Andere Rechner &amp;bedienen unter:</translation>
    </message>
    <message>
        <source>nowhere; or an address such as 192.0.2.7:3443</source>
        <translation>nirgends; oder eine Adresse wie 192.0.2.7:3443</translation>
    </message>
    <message>
        <source>Allowed &amp;hosts:</source>
        <translation>Er&amp;laubte Hostnamen:</translation>
    </message>
    <message>
        <source>names by which they know this machine, with commas between</source>
        <translation>Namen, unter denen sie diesen Rechner kennen, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>with a certi&amp;ficate of Vectray&apos;s own</source>
        <translation>mit einem &amp;eigenen Zertifikat von Vectray</translation>
    </message>
    <message>
        <source>Its fingerprint is in the log. Another certificate can be set with “vectray config”.</source>
        <translation>Sein Fingerabdruck steht im Protokoll. Ein anderes Zertifikat lässt sich mit „vectray config“ einstellen.</translation>
    </message>
    <message>
        <source>The address for other machines is an IP address and a port, such as 192.0.2.7:3443.</source>
        <translation>Die Adresse für andere Rechner besteht aus IP-Adresse und Port, wie 192.0.2.7:3443.</translation>
    </message>
    <message>
        <source>Other machines are served with a certificate only.</source>
        <translation>Andere Rechner werden nur mit einem Zertifikat bedient.</translation>
    </message>
    <message>
        <source>The allowed hosts are missing: the names by which other machines know this one.</source>
        <translation>Die erlaubten Hostnamen fehlen: die Namen, unter denen andere Rechner diesen kennen.</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>An&amp;zeigen</translation>
    </message>
    <message>
        <source>Hid&amp;e</source>
        <translation>Verber&amp;gen</translation>
    </message>
</context>
<context>
    <name>vectray::DashboardPage</name>
    <message>
        <source>Dashboard</source>
        <translation>Übersicht</translation>
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
        <translation>Dateien indiziert</translation>
    </message>
    <message>
        <source>Chunks added</source>
        <translation>Abschnitte hinzugefügt</translation>
    </message>
    <message>
        <source>Time of a sync</source>
        <translation>Dauer eines Abgleichs</translation>
    </message>
    <message>
        <source>Changes waiting</source>
        <translation>Wartende Änderungen</translation>
    </message>
    <message>
        <source>Chunks known before</source>
        <translation>Schon bekannte Abschnitte</translation>
    </message>
    <message>
        <source>Size of the index</source>
        <translation>Größe des Index</translation>
    </message>
    <message>
        <source>The slowest sync of saved files, from reading to stored</source>
        <translation>Der langsamste Abgleich gespeicherter Dateien, vom Lesen bis zum Ablegen</translation>
    </message>
    <message>
        <source>Chunks that needed no model, because the same text was embedded before</source>
        <translation>Abschnitte, die kein Modell brauchten, weil derselbe Text schon eingebettet war</translation>
    </message>
    <message>
        <source>In the index: %1, %2</source>
        <translation>Im Index: %1, %2</translation>
    </message>
</context>
<context>
    <name>vectray::Desktop</name>
    <message>
        <source>Vectray goes on in the tray</source>
        <translation>Vectray läuft im Infobereich weiter</translation>
    </message>
    <message>
        <source>Choose Quit in its menu to end it.</source>
        <translation>Wählen Sie dort im Menü „Beenden“, um es zu beenden.</translation>
    </message>
    <message>
        <source>About Vectray</source>
        <translation>Über Vectray</translation>
    </message>
    <message>
        <source>Keeps a search index of your folders up to date while you work.

Licensed under the Apache License, version 2.0.</source>
        <translation>Hält einen Suchindex Ihrer Ordner aktuell, während Sie arbeiten.

Lizenziert unter der Apache License, Version 2.0.</translation>
    </message>
    <message>
        <source>Save debug archive</source>
        <translation>Diagnosearchiv speichern</translation>
    </message>
    <message>
        <source>The debug archive is in %1. It has no secrets in it; look at it before you send it.</source>
        <translation>Das Diagnosearchiv liegt in %1. Es enthält keine Geheimnisse; sehen Sie es an, bevor Sie es versenden.</translation>
    </message>
</context>
<context>
    <name>vectray::EmbeddingSettings</name>
    <message>
        <source>Built in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>OpenAI, or what speaks like it</source>
        <translation>OpenAI, oder was so spricht</translation>
    </message>
    <message>
        <source>&amp;Provider:</source>
        <translation>Anbie&amp;ter:</translation>
    </message>
    <message>
        <source>&amp;Model:</source>
        <translation>&amp;Modell:</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>A&amp;dresse:</translation>
    </message>
    <message>
        <source>in the keyring, or in the environment</source>
        <translation>im Schlüsselbund oder in der Umgebung</translation>
    </message>
    <message>
        <source>&amp;Keep key</source>
        <translation>Schlüssel &amp;aufbewahren</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Ke&amp;y:</source>
        <translation>Schl&amp;üssel:</translation>
    </message>
    <message>
        <source>&amp;Budget, US dollars a month:</source>
        <translation>Bud&amp;get, US-Dollar im Monat:</translation>
    </message>
    <message>
        <source>&amp;Requests a minute:</source>
        <translation>An&amp;fragen je Minute:</translation>
    </message>
    <message>
        <source>as the service says</source>
        <translation>wie der Dienst sagt</translation>
    </message>
    <message>
        <source>&amp;Try it</source>
        <translation>Aus&amp;probieren</translation>
    </message>
    <message>
        <source>Another provider or model is used from the next start on. The index is searched by the old one until all of it is embedded anew.</source>
        <translation>Ein anderer Anbieter oder ein anderes Modell gilt ab dem nächsten Start. Gesucht wird mit dem alten, bis der ganze Index neu eingebettet ist.</translation>
    </message>
    <message>
        <source>The text of your files is sent to this service, and so is what you search for.</source>
        <translation>Der Text Ihrer Dateien wird an diesen Dienst gesendet, ebenso, wonach Sie suchen.</translation>
    </message>
    <message>
        <source>On this machine, without a network, for nothing.</source>
        <translation>Auf diesem Rechner, ohne Netz, kostenlos.</translation>
    </message>
    <message>
        <source>The budget must be a number, such as 5 or 2.50; 0 is no limit.</source>
        <translation>Das Budget muss eine Zahl sein, etwa 5 oder 2.50; 0 ist keine Grenze.</translation>
    </message>
    <message>
        <source>The address has to begin with https://, or http:// on this machine.</source>
        <translation>Die Adresse muss mit https:// beginnen, oder auf diesem Rechner mit http://.</translation>
    </message>
    <message>
        <source>The key is in the keyring, for the next start.</source>
        <translation>Der Schlüssel ist im Schlüsselbund, für den nächsten Start.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Frage nach …</translation>
    </message>
    <message>
        <source>%1 works: %2 dimensions, answered in %3 ms. Asked: %4</source>
        <translation>%1 geht: %2 Dimensionen, Antwort in %3 ms. Gefragt: %4</translation>
    </message>
    <message>
        <source>In use: %1</source>
        <translation>In Gebrauch: %1</translation>
    </message>
    <message>
        <source>This month: %1 tokens, %2 US dollars</source>
        <translation>In diesem Monat: %1 Token, %2 US-Dollar</translation>
    </message>
    <message>
        <source>T&amp;okens a minute:</source>
        <translation>T&amp;okens je Minute:</translation>
    </message>
    <message>
        <source>The key is not kept yet: keep it in the keyring, or empty the field.</source>
        <translation>Der Schlüssel ist noch nicht aufbewahrt: Legen Sie ihn in den Schlüsselbund, oder leeren Sie das Feld.</translation>
    </message>
</context>
<context>
    <name>vectray::FirstRun</name>
    <message>
        <source>Welcome to Vectray</source>
        <translation>Willkommen bei Vectray</translation>
    </message>
    <message>
        <source>&amp;Skip this step</source>
        <translation>Diesen S&amp;chritt überspringen</translation>
    </message>
    <message>
        <source>Find files by what they mean</source>
        <translation>Dateien nach ihrer Bedeutung finden</translation>
    </message>
    <message>
        <source>Vectray watches folders and keeps a search index of them, from the tray.</source>
        <translation>Vectray beobachtet von der Symbolleiste aus Ordner und hält einen Suchindex von ihnen.</translation>
    </message>
    <message>
        <source>Nothing leaves this machine. The model that understands your files is built in, and works without a network.</source>
        <translation>Nichts verlässt diesen Rechner. Das Modell, das Ihre Dateien versteht, ist eingebaut und arbeitet ohne Netz.</translation>
    </message>
    <message>
        <source>Your files are read and never changed. The index is in a folder that only you can read, and can be removed at any time.</source>
        <translation>Ihre Dateien werden gelesen und nie verändert. Der Index liegt in einem Ordner, den nur Sie lesen können, und kann jederzeit entfernt werden.</translation>
    </message>
    <message>
        <source>Programs of yours on this machine can search as well; no other machine can connect.</source>
        <translation>Auch Ihre Programme auf diesem Rechner können suchen; kein anderer Rechner kann sich verbinden.</translation>
    </message>
    <message>
        <source>That is all</source>
        <translation>Das ist alles</translation>
    </message>
    <message>
        <source>Vectray is in the tray.</source>
        <translation>Vectray ist in der Symbolleiste.</translation>
    </message>
    <message>
        <source>A click on its icon shows the window, the middle button the search. A notification tells when a folder&apos;s first index is ready.</source>
        <translation>Ein Klick auf das Symbol zeigt das Fenster, die mittlere Taste die Suche. Eine Benachrichtigung meldet, wenn der erste Index eines Ordners fertig ist.</translation>
    </message>
    <message>
        <source>All that was asked here is in the settings too.</source>
        <translation>Alles, was hier gefragt wurde, steht auch in den Einstellungen.</translation>
    </message>
    <message>
        <source>Let an AI agent search</source>
        <translation>Einen KI-Agenten suchen lassen</translation>
    </message>
    <message>
        <source>Nothing is changed before you press Connect; this is what would be.</source>
        <translation>Nichts wird geändert, bevor Sie auf „Verbinden“ drücken; dies wäre es.</translation>
    </message>
    <message>
        <source>Skip a&amp;ll</source>
        <translation>A&amp;lles überspringen</translation>
    </message>
</context>
<context>
    <name>vectray::FirstRunAutostart</name>
    <message>
        <source>Always up to date</source>
        <translation>Immer aktuell</translation>
    </message>
    <message>
        <source>The index follows your work as long as Vectray runs.</source>
        <translation>Der Index folgt Ihrer Arbeit, solange Vectray läuft.</translation>
    </message>
    <message>
        <source>It then waits in the tray and opens no window. What changed while it was off is found at the next start.</source>
        <translation>Es wartet dann in der Symbolleiste und öffnet kein Fenster. Was sich inzwischen geändert hat, wird beim nächsten Start gefunden.</translation>
    </message>
    <message>
        <source>This could not be written: %1</source>
        <translation>Das konnte nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>Start &amp;Vectray with the session</source>
        <translation>Vectray mit der Sitzung &amp;starten</translation>
    </message>
</context>
<context>
    <name>vectray::FirstRunFolder</name>
    <message>
        <source>Your first folder</source>
        <translation>Ihr erster Ordner</translation>
    </message>
    <message>
        <source>A project, your notes, whatever you look for things in. More can be added at any time.</source>
        <translation>Ein Projekt, Ihre Notizen, worin auch immer Sie suchen. Weitere lassen sich jederzeit hinzufügen.</translation>
    </message>
    <message>
        <source>What git ignores is left out, and so are hidden and binary files. Vectray never writes into your folders.</source>
        <translation>Was git ignoriert, bleibt außen vor, ebenso versteckte und binäre Dateien. Vectray schreibt nie in Ihre Ordner.</translation>
    </message>
</context>
<context>
    <name>vectray::FirstRunProvider</name>
    <message>
        <source>Who understands your files</source>
        <translation>Wer Ihre Dateien versteht</translation>
    </message>
    <message>
        <source>The built-in model is good for most, and nothing is sent anywhere. A service can do it instead.</source>
        <translation>Das eingebaute Modell genügt den meisten, und nichts wird irgendwohin gesendet. Statt seiner kann es ein Dienst tun.</translation>
    </message>
</context>
<context>
    <name>vectray::FolderForm</name>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Change folder</source>
        <translation>Ordner ändern</translation>
    </message>
    <message>
        <source>&amp;Folder:</source>
        <translation>&amp;Ordner:</translation>
    </message>
    <message>
        <source>&amp;Project:</source>
        <translation>&amp;Projekt:</translation>
    </message>
    <message>
        <source>&amp;Dataset:</source>
        <translation>Da&amp;tensatz:</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>How long a file has to be left alone before it is indexed</source>
        <translation>Wie lange eine Datei in Ruhe gelassen sein muss, bevor sie indexiert wird</translation>
    </message>
    <message>
        <source>&amp;Wait after a change:</source>
        <translation>Nach Änderung &amp;warten:</translation>
    </message>
    <message>
        <source>everything, or for example *.py docs/**</source>
        <translation>alles, oder zum Beispiel *.py docs/**</translation>
    </message>
    <message>
        <source>&amp;Only these files:</source>
        <translation>&amp;Nur diese Dateien:</translation>
    </message>
    <message>
        <source>for example *.min.js test/data/**</source>
        <translation>zum Beispiel *.min.js test/data/**</translation>
    </message>
    <message>
        <source>Bu&amp;t not these:</source>
        <translation>Aber d&amp;iese nicht:</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message numerus="yes">
        <source>The project needs a name without slashes, of at most %n character(s).</source>
        <translation>
            <numerusform>Das Projekt braucht einen Namen ohne Schrägstriche, mit höchstens %n Zeichen.</numerusform>
            <numerusform>Das Projekt braucht einen Namen ohne Schrägstriche, mit höchstens %n Zeichen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The dataset&apos;s name must not contain slashes, nor be longer than %n character(s).</source>
        <translation>
            <numerusform>Der Name des Datensatzes darf keine Schrägstriche enthalten und höchstens %n Zeichen lang sein.</numerusform>
            <numerusform>Der Name des Datensatzes darf keine Schrägstriche enthalten und höchstens %n Zeichen lang sein.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vectray::FolderSettings</name>
    <message>
        <source>Folders are added, changed and removed at once, whatever becomes of the other pages.</source>
        <translation>Ordner werden sofort hinzugefügt, geändert und entfernt, was auch immer aus den anderen Seiten wird.</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>Än&amp;dern …</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen …</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>Überwachte Ordner</translation>
    </message>
</context>
<context>
    <name>vectray::FolderTableModel</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Chunks</source>
        <translation>Abschnitte</translation>
    </message>
    <message>
        <source>Last sync</source>
        <translation>Letzter Abgleich</translation>
    </message>
</context>
<context>
    <name>vectray::FoldersPage</name>
    <message>
        <source>&amp;Add folder…</source>
        <translation>Ordner &amp;hinzufügen …</translation>
    </message>
    <message>
        <source>Watched folders</source>
        <translation>Überwachte Ordner</translation>
    </message>
    <message>
        <source>Drop a folder here to make it searchable</source>
        <translation>Ziehen Sie einen Ordner hierher, um ihn zu durchsuchen</translation>
    </message>
    <message>
        <source>Vectray reads the files, never changes them, and keeps up as you work.</source>
        <translation>Vectray liest die Dateien, ändert sie nie und bleibt auf dem Laufenden, während Sie arbeiten.</translation>
    </message>
    <message>
        <source>Project %1, dataset %2</source>
        <translation>Projekt %1, Datensatz %2</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>Ordner ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Sync now</source>
        <translation>&amp;Jetzt abgleichen</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Turn off</source>
        <translation>Auss&amp;chalten</translation>
    </message>
    <message>
        <source>&amp;Turn on</source>
        <translation>Eins&amp;chalten</translation>
    </message>
    <message>
        <source>Show pro&amp;blems</source>
        <translation>Pro&amp;bleme zeigen</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>Än&amp;dern …</translation>
    </message>
    <message>
        <source>R&amp;emove…</source>
        <translation>&amp;Entfernen …</translation>
    </message>
</context>
<context>
    <name>vectray::GeneralSettings</name>
    <message>
        <source>&amp;Start with the session</source>
        <translation>Mit der &amp;Sitzung starten</translation>
    </message>
    <message>
        <source>&amp;Language:</source>
        <translation>S&amp;prache:</translation>
    </message>
    <message>
        <source>&amp;Tray icon:</source>
        <translation>S&amp;ymbol:</translation>
    </message>
    <message>
        <source>Open results &amp;with:</source>
        <translation>Ergebnisse öffnen &amp;mit:</translation>
    </message>
    <message>
        <source>A language is used from the next start on. An empty command opens files as the desktop does, without going to the line.</source>
        <translation>Eine Sprache gilt ab dem nächsten Start. Ein leerer Befehl öffnet Dateien so, wie die Arbeitsumgebung es tut, ohne zur Zeile zu springen.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbig</translation>
    </message>
    <message>
        <source>Colour, for a dark panel</source>
        <translation>Farbig, für dunkle Leiste</translation>
    </message>
    <message>
        <source>Black, for a light panel</source>
        <translation>Schwarz, für helle Leiste</translation>
    </message>
    <message>
        <source>White, for a dark panel</source>
        <translation>Weiß, für dunkle Leiste</translation>
    </message>
    <message>
        <source>{file} and {line} are replaced. No shell is used.</source>
        <translation>{file} und {line} werden ersetzt. Es wird keine Shell verwendet.</translation>
    </message>
    <message>
        <source>as the desktop does</source>
        <translation>wie die Arbeitsumgebung</translation>
    </message>
    <message>
        <source>There is no program called %1.</source>
        <translation>Es gibt kein Programm namens %1.</translation>
    </message>
</context>
<context>
    <name>vectray::HelpMenu</name>
    <message>
        <source>&amp;Help</source>
        <translation>Hil&amp;fe</translation>
    </message>
    <message>
        <source>&amp;First steps…</source>
        <translation>&amp;Erste Schritte …</translation>
    </message>
    <message>
        <source>Show &amp;logs</source>
        <translation>&amp;Protokolle zeigen</translation>
    </message>
    <message>
        <source>&amp;About Vectray</source>
        <translation>&amp;Über Vectray</translation>
    </message>
    <message>
        <source>&amp;REST interface…</source>
        <translation>&amp;REST-Schnittstelle …</translation>
    </message>
    <message>
        <source>Save &amp;debug archive…</source>
        <translation>&amp;Diagnosearchiv speichern …</translation>
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
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>&amp;Suche</translation>
    </message>
    <message>
        <source>A&amp;ctivity</source>
        <translation>&amp;Aktivität</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>P&amp;robleme</translation>
    </message>
    <message>
        <source>&amp;Problems (%1)</source>
        <translation>P&amp;robleme (%1)</translation>
    </message>
    <message>
        <source>&amp;Dashboard</source>
        <translation>Übersi&amp;cht</translation>
    </message>
</context>
<context>
    <name>vectray::NoticeSettings</name>
    <message>
        <source>Tell me when</source>
        <translation>Mitteilen, wenn</translation>
    </message>
    <message>
        <source>a folder has become &amp;searchable</source>
        <translation>ein Ordner &amp;durchsuchbar geworden ist</translation>
    </message>
    <message>
        <source>a folder is no longer &amp;available</source>
        <translation>ein Ordner nicht mehr &amp;verfügbar ist</translation>
    </message>
    <message>
        <source>changes in a folder are seen &amp;late</source>
        <translation>Änderungen in einem Ordner &amp;spät bemerkt werden</translation>
    </message>
    <message>
        <source>the index or the embedding service cannot be &amp;reached</source>
        <translation>der Index oder der Embedding-Dienst nicht &amp;erreichbar ist</translation>
    </message>
    <message>
        <source>files could not be &amp;indexed</source>
        <translation>Dateien nicht &amp;indexiert werden konnten</translation>
    </message>
    <message>
        <source>files were &amp;brought up to date (every time)</source>
        <translation>Dateien ab&amp;geglichen wurden (jedes Mal)</translation>
    </message>
    <message>
        <source>Of one kind and folder there is at most one notification a minute, and after the second one in ten minutes. What happens in between is counted into the next one.</source>
        <translation>Je Art und Ordner gibt es höchstens eine Benachrichtigung in der Minute, nach der zweiten eine in zehn Minuten. Was dazwischen geschieht, zählt zur nächsten.</translation>
    </message>
    <message>
        <source>the &amp;embedding service does not accept what it is sent</source>
        <translation>der Ein&amp;bettungsdienst nicht annimmt, was er bekommt</translation>
    </message>
    <message>
        <source>&amp;many files of a folder are gone at once</source>
        <translation>viele Dateien eines Ordners auf einmal &amp;weg sind</translation>
    </message>
</context>
<context>
    <name>vectray::Notifier</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>%1 is searchable</source>
        <translation>%1 ist durchsuchbar</translation>
    </message>
    <message>
        <source>%1, %2. Changes are indexed as you save.</source>
        <translation>%1, %2. Änderungen werden beim Speichern indexiert.</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>%1 is up to date</source>
        <translation>%1 ist aktuell</translation>
    </message>
    <message>
        <source>Changed: %1.</source>
        <translation>Geändert: %1.</translation>
    </message>
    <message>
        <source>%1 is not available</source>
        <translation>%1 ist nicht verfügbar</translation>
    </message>
    <message>
        <source>Its index is kept until it is back.</source>
        <translation>Der Index bleibt erhalten, bis der Ordner wieder da ist.</translation>
    </message>
    <message>
        <source>Changes in %1 are seen late</source>
        <translation>Änderungen in %1 werden spät bemerkt</translation>
    </message>
    <message>
        <source>Vectray is offline</source>
        <translation>Vectray ist nicht verbunden</translation>
    </message>
    <message>
        <source>Problems in %1</source>
        <translation>Probleme in %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) could not be indexed.</source>
        <translation>
            <numerusform>%Ln Datei konnte nicht indexiert werden.</numerusform>
            <numerusform>%Ln Dateien konnten nicht indexiert werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show problems</source>
        <translation>Probleme zeigen</translation>
    </message>
    <message>
        <source>The embedding service needs you</source>
        <translation>Der Einbettungsdienst braucht Sie</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Many files of %1 are gone at once</source>
        <translation>Viele Dateien von %1 sind auf einmal weg</translation>
    </message>
</context>
<context>
    <name>vectray::PathField</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>Wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>The path has to begin with a slash.</source>
        <translation>Der Pfad muss mit einem Schrägstrich beginnen.</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>Diesen Ordner gibt es nicht.</translation>
    </message>
    <message>
        <source>This is a file, not a folder.</source>
        <translation>Das ist eine Datei, kein Ordner.</translation>
    </message>
    <message>
        <source>You may not read this folder.</source>
        <translation>Sie dürfen diesen Ordner nicht lesen.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>B&amp;rowse…</source>
        <translation>&amp;Durchsuchen …</translation>
    </message>
</context>
<context>
    <name>vectray::PerformanceSettings</name>
    <message>
        <source>&amp;Threads that read files:</source>
        <translation>&amp;Threads, die Dateien lesen:</translation>
    </message>
    <message>
        <source>one a processor</source>
        <translation>einer je Prozessor</translation>
    </message>
    <message>
        <source>&amp;Leave out files larger than:</source>
        <translation>Größere Dateien aus&amp;lassen:</translation>
    </message>
    <message>
        <source> KiB</source>
        <translation> KiB</translation>
    </message>
    <message>
        <source>These are used from the next start on. First indexes and comparisons of whole folders always leave processor and disk to whatever else wants them; files that you save go first.</source>
        <translation>Diese gelten ab dem nächsten Start. Erste Indizes und Vergleiche ganzer Ordner überlassen Prozessor und Platte stets dem, was sie sonst braucht; gespeicherte Dateien gehen vor.</translation>
    </message>
    <message>
        <source>Put off on &amp;battery what nobody waits for</source>
        <translation>Im Akku&amp;betrieb aufschieben, worauf niemand wartet</translation>
    </message>
    <message>
        <source>&amp;Give way to other programs (nice):</source>
        <translation>Anderen Programmen den &amp;Vortritt lassen (nice):</translation>
    </message>
</context>
<context>
    <name>vectray::PreviewLabel</name>
    <message>
        <source>Looking what is in it…</source>
        <translation>Sieht nach, was darin ist …</translation>
    </message>
    <message>
        <source>%1 (%2) would be indexed; %3 left out. How long that takes depends on the embedding service, and is not known yet.</source>
        <translation>%1 (%2) würden indexiert; %3 ausgelassen. Wie lange das dauert, hängt vom Einbettungsdienst ab und ist noch nicht bekannt.</translation>
    </message>
    <message>
        <source>%1 (%2) would be indexed in about %3; %4 left out.</source>
        <translation>%1 (%2) würden in etwa %3 indexiert; %4 ausgelassen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln Sekunde</numerusform>
            <numerusform>%Ln Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln Minute</numerusform>
            <numerusform>%Ln Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Among them: %1</source>
        <translation>Darunter: %1</translation>
    </message>
    <message>
        <source>Their text is sent to %1: %2.</source>
        <translation>Ihr Text wird an %1 gesendet: %2.</translation>
    </message>
</context>
<context>
    <name>vectray::ProblemsModel</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
</context>
<context>
    <name>vectray::ProblemsPage</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Could not be indexed</source>
        <translation>Nicht indexierbar</translation>
    </message>
    <message>
        <source>Also what was left out</source>
        <translation>Auch Ausgelassenes</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>&amp;Copy path</source>
        <translation>Pfad &amp;kopieren</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>Alle Ordner</translation>
    </message>
    <message>
        <source>No problems. Every file that should be is in the index.</source>
        <translation>Keine Probleme. Jede Datei, die im Index sein soll, ist darin.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s). They keep what the index had of them.</source>
        <translation>
            <numerusform>%Ln Datei. Sie behält, was der Index von ihr hatte.</numerusform>
            <numerusform>%Ln Dateien. Sie behalten, was der Index von ihnen hatte.</numerusform>
        </translation>
    </message>
    <message>
        <source>Try a&amp;gain</source>
        <translation>Erneut &amp;versuchen</translation>
    </message>
    <message>
        <source>&amp;Accept deletion</source>
        <translation>&amp;Löschung annehmen</translation>
    </message>
    <message>
        <source>Look again &amp;now</source>
        <translation>&amp;Jetzt noch einmal nachsehen</translation>
    </message>
    <message>
        <source>What was deleted by mistake can be put back: it is in the index again as soon as it is seen.</source>
        <translation>Was versehentlich gelöscht wurde, kann zurückgelegt werden: Es ist wieder im Index, sobald es gesehen wird.</translation>
    </message>
</context>
<context>
    <name>vectray::RemoveFolderBox</name>
    <message>
        <source>Remove folder</source>
        <translation>Ordner entfernen</translation>
    </message>
    <message>
        <source>Stop watching %1?</source>
        <translation>%1 nicht mehr überwachen?</translation>
    </message>
    <message>
        <source>%1

Your files stay as they are.</source>
        <translation>%1

Ihre Dateien bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>&amp;Keep its index searchable</source>
        <translation>&amp;Index durchsuchbar lassen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
</context>
<context>
    <name>vectray::SearchModel</name>
    <message>
        <source>%1, line %2, %3</source>
        <extracomment>what a screen reader says of a search result: file, line, symbol</extracomment>
        <translation>%1, Zeile %2, %3</translation>
    </message>
</context>
<context>
    <name>vectray::SearchPage</name>
    <message>
        <source>Search by meaning or by word</source>
        <translation>Nach Bedeutung oder Wort suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Folder to search in</source>
        <translation>Zu durchsuchender Ordner</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>All languages</source>
        <translation>Alle Sprachen</translation>
    </message>
    <message>
        <source>Files to search in</source>
        <translation>Zu durchsuchende Dateien</translation>
    </message>
    <message>
        <source>files, for example src/**/*.h</source>
        <translation>Dateien, zum Beispiel src/**/*.h</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>All folders</source>
        <translation>Alle Ordner</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln result(s). Enter opens, Ctrl+C copies path and line.</source>
        <translation>
            <numerusform>%Ln Ergebnis. Eingabe öffnet, Strg+C kopiert Pfad und Zeile.</numerusform>
            <numerusform>%Ln Ergebnisse. Eingabe öffnet, Strg+C kopiert Pfad und Zeile.</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Copy path and line</source>
        <translation>Pfad und Zeile &amp;kopieren</translation>
    </message>
    <message>
        <source>Type what the code does, or a word that is in it.</source>
        <translation>Schreiben Sie, was der Code tut, oder ein Wort daraus.</translation>
    </message>
</context>
<context>
    <name>vectray::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>This could not be written: %1</source>
        <translation>Das konnte nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>API and security</source>
        <translation>API und Sicherheit</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>Leistung</translation>
    </message>
    <message>
        <source>Embedding</source>
        <translation>Einbettung</translation>
    </message>
</context>
<context>
    <name>vectray::SettingsPage</name>
    <message>
        <source>A variable of the environment decides this.</source>
        <translation>Das bestimmt eine Umgebungsvariable.</translation>
    </message>
</context>
<context>
    <name>vectray::ShareBars</name>
    <message>
        <source>Folders by size of their index</source>
        <translation>Ordner nach Größe ihres Index</translation>
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
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>For &amp;30 minutes</source>
        <translation>&amp;30 Minuten</translation>
    </message>
    <message>
        <source>For &amp;2 hours</source>
        <translation>&amp;2 Stunden</translation>
    </message>
    <message>
        <source>For &amp;8 hours</source>
        <translation>&amp;8 Stunden</translation>
    </message>
    <message>
        <source>&amp;Until I resume</source>
        <translation>&amp;Bis ich fortsetze</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Pa&amp;use</source>
        <translation>A&amp;nhalten</translation>
    </message>
    <message>
        <source>&amp;More</source>
        <translation>&amp;Mehr</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
</context>
<context>
    <name>vectray::StorageSettings</name>
    <message>
        <source>Kept in:</source>
        <translation>Gehalten in:</translation>
    </message>
    <message>
        <source>Where:</source>
        <translation>Wo:</translation>
    </message>
    <message>
        <source>Size:</source>
        <translation>Größe:</translation>
    </message>
    <message>
        <source>SQLite, a file of this machine</source>
        <translation>SQLite, eine Datei auf diesem Rechner</translation>
    </message>
    <message>
        <source>PostgreSQL</source>
        <translation>PostgreSQL</translation>
    </message>
    <message>
        <source>The index can be made anew from the folders at any time.</source>
        <translation>Der Index lässt sich jederzeit neu aus den Ordnern gewinnen.</translation>
    </message>
    <message>
        <source>Co&amp;mpact</source>
        <translation>&amp;Verdichten</translation>
    </message>
    <message>
        <source>Gives back to the disk what deleted files have left.</source>
        <translation>Gibt der Platte zurück, was gelöschte Dateien hinterlassen haben.</translation>
    </message>
    <message>
        <source>a file of this machine</source>
        <translation>einer Datei dieses Rechners</translation>
    </message>
    <message>
        <source>a team&apos;s PostgreSQL</source>
        <translation>dem PostgreSQL eines Teams</translation>
    </message>
    <message>
        <source>&amp;Keep it, from the next start on, in:</source>
        <translation>&amp;Ab dem nächsten Start aufbewahren in:</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>A&amp;dresse:</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>in the keyring, in ~/.pgpass or in the environment</source>
        <translation>im Schlüsselbund, in ~/.pgpass oder in der Umgebung</translation>
    </message>
    <message>
        <source>K&amp;eep password</source>
        <translation>Kennwort auf&amp;bewahren</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>Kenn&amp;wort:</translation>
    </message>
    <message>
        <source>&amp;Test connection</source>
        <translation>Verbindung &amp;testen</translation>
    </message>
    <message>
        <source>The index is being compacted. It can be searched; what you save is indexed afterwards.</source>
        <translation>Der Index wird verdichtet. Er lässt sich durchsuchen; was Sie speichern, wird danach indexiert.</translation>
    </message>
    <message>
        <source>%1 given back: the index has %2 now.</source>
        <translation>%1 zurückgegeben: Der Index hat jetzt %2.</translation>
    </message>
    <message>
        <source>The password is in the keyring, for the next start.</source>
        <translation>Das Kennwort ist im Schlüsselbund, für den nächsten Start.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Frage nach …</translation>
    </message>
    <message>
        <source>It works: PostgreSQL %1, answers in %2 ms. pgvector is added at first use.</source>
        <translation>Es funktioniert: PostgreSQL %1, antwortet in %2 ms. pgvector wird bei der ersten Verwendung hinzugefügt.</translation>
    </message>
    <message>
        <source>It works: PostgreSQL %1 with pgvector %2, answers in %3 ms.</source>
        <translation>Es funktioniert: PostgreSQL %1 mit pgvector %2, antwortet in %3 ms.</translation>
    </message>
    <message>
        <source>There is an index already, which would be shared.</source>
        <translation>Dort ist schon ein Index, der gemeinsam genutzt würde.</translation>
    </message>
    <message>
        <source>The index would be made there at first use.</source>
        <translation>Der Index würde dort bei der ersten Verwendung angelegt.</translation>
    </message>
    <message>
        <source>The password is not kept yet: keep it in the keyring, or empty the field.</source>
        <translation>Das Kennwort ist noch nicht aufbewahrt: Legen Sie es in den Schlüsselbund, oder leeren Sie das Feld.</translation>
    </message>
    <message>
        <source>The address of the team&apos;s index is written postgresql://user@host:port/database.</source>
        <translation>Die Adresse des Index eines Teams schreibt sich postgresql://benutzer@rechner:port/datenbank.</translation>
    </message>
    <message>
        <source>The address may not hold a password: there is a field for it.</source>
        <translation>Die Adresse darf kein Kennwort enthalten: Dafür gibt es ein Feld.</translation>
    </message>
    <message>
        <source>The index is being copied: wait, or stop it.</source>
        <translation>Der Index wird gerade kopiert: Warten Sie, oder brechen Sie es ab.</translation>
    </message>
</context>
<context>
    <name>vectray::StoreCopyPanel</name>
    <message>
        <source>There the index is made anew from the folders, unless you take it along.</source>
        <translation>Dort wird der Index aus den Ordnern neu erstellt, wenn Sie ihn nicht mitnehmen.</translation>
    </message>
    <message>
        <source>Copy the in&amp;dex there</source>
        <translation>&amp;Index dorthin kopieren</translation>
    </message>
    <message>
        <source>Copy of the index</source>
        <translation>Kopie des Index</translation>
    </message>
    <message>
        <source>&amp;Stop copying</source>
        <translation>Kopieren abb&amp;rechen</translation>
    </message>
    <message>
        <source>Indexing rests while the index is copied. It can be searched.</source>
        <translation>Das Indizieren ruht, solange der Index kopiert wird. Er kann durchsucht werden.</translation>
    </message>
    <message>
        <source>Compared: %v of %m files</source>
        <extracomment>%v and %m are numbers of files; both stay as they are</extracomment>
        <translation>Verglichen: %v von %m Dateien</translation>
    </message>
    <message>
        <source>Copied: %v of %m files</source>
        <translation>Kopiert: %v von %m Dateien</translation>
    </message>
    <message>
        <source>%1 with %2 are in both places now, compared and equal. Press OK and start Vectray again: it goes on there.</source>
        <translation>%1 mit %2: an beiden Orten vorhanden, verglichen und gleich. Drücken Sie OK und starten Sie Vectray neu: Es macht dort weiter.</translation>
    </message>
    <message>
        <source>Stopped. Another copy goes on where this one was.</source>
        <translation>Abgebrochen. Eine weitere Kopie macht dort weiter, wo diese war.</translation>
    </message>
</context>
<context>
    <name>vectray::TimeChart</name>
    <message>
        <source>Nothing has been measured yet.</source>
        <translation>Noch wurde nichts gemessen.</translation>
    </message>
    <message>
        <source>Now %1, at most %2 within the last hour.</source>
        <translation>Jetzt %1, höchstens %2 in der letzten Stunde.</translation>
    </message>
    <message>
        <source>1 hour ago</source>
        <translation>vor 1 Stunde</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>noch nichts</translation>
    </message>
    <message>
        <source>%1, now</source>
        <translation>%1, jetzt</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n minute(s) ago</source>
        <translation>
            <numerusform>%1, vor %n Minute</numerusform>
            <numerusform>%1, vor %n Minuten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vectray::TrayMenu</name>
    <message>
        <source>&amp;Search…</source>
        <translation>&amp;Suchen …</translation>
    </message>
    <message>
        <source>More &amp;folders</source>
        <translation>&amp;Weitere Ordner</translation>
    </message>
    <message>
        <source>F&amp;older actions</source>
        <translation>&amp;Ordner verwalten</translation>
    </message>
    <message>
        <source>&amp;Add folder…</source>
        <translation>Ordner &amp;hinzufügen …</translation>
    </message>
    <message>
        <source>Recent &amp;changes</source>
        <translation>&amp;Letzte Änderungen</translation>
    </message>
    <message>
        <source>S&amp;ettings…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>For &amp;30 minutes</source>
        <translation>&amp;30 Minuten</translation>
    </message>
    <message>
        <source>For &amp;2 hours</source>
        <translation>&amp;2 Stunden</translation>
    </message>
    <message>
        <source>For &amp;8 hours</source>
        <translation>&amp;8 Stunden</translation>
    </message>
    <message>
        <source>&amp;Until I resume</source>
        <translation>&amp;Bis ich fortsetze</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Open folder</source>
        <translation>Ordner ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Sync now</source>
        <translation>&amp;Jetzt abgleichen</translation>
    </message>
    <message>
        <source>&amp;Resume (paused until %1)</source>
        <translation>&amp;Weiter (angehalten bis %1)</translation>
    </message>
    <message>
        <source>Pro&amp;blems (%1)</source>
        <translation>P&amp;robleme (%1)</translation>
    </message>
    <message>
        <source>Show &amp;problems (%1)</source>
        <translation>P&amp;robleme zeigen (%1)</translation>
    </message>
    <message>
        <source>Connect AI a&amp;gent…</source>
        <translation>KI-A&amp;gent verbinden …</translation>
    </message>
    <message>
        <source>R&amp;emove…</source>
        <translation>&amp;Entfernen …</translation>
    </message>
</context>
</TS>
