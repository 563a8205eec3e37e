<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AppState</name>
    <message numerus="yes">
        <source>%Ln folder(s) need attention</source>
        <translation>
            <numerusform>%Ln folder needs attention</numerusform>
            <numerusform>%Ln folders need attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln folder(s)</source>
        <translation>
            <numerusform>%Ln folder</numerusform>
            <numerusform>%Ln folders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderWords</name>
    <message numerus="yes">
        <source>Up to date, but %Ln file(s) could not be indexed</source>
        <translation>
            <numerusform>Up to date, but %Ln file could not be indexed</numerusform>
            <numerusform>Up to date, but %Ln files could not be indexed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) waiting</source>
        <translation>
            <numerusform>%Ln change waiting</numerusform>
            <numerusform>%Ln changes waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %2 of %Ln file(s)</source>
        <extracomment>&quot;Indexing 41 of 230 files&quot;</extracomment>
        <translation>
            <numerusform>%1 %2 of %Ln file</numerusform>
            <numerusform>%1 %2 of %Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln minute(s) left</source>
        <translation>
            <numerusform>about %Ln minute left</numerusform>
            <numerusform>about %Ln minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln hour(s) left</source>
        <translation>
            <numerusform>about %Ln hour left</numerusform>
            <numerusform>about %Ln hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) ago</source>
        <translation>
            <numerusform>%Ln minute ago</numerusform>
            <numerusform>%Ln minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s)</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln chunk(s)</source>
        <translation>
            <numerusform>%Ln chunk</numerusform>
            <numerusform>%Ln chunks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 indexed file(s) are gone at once. The index keeps them until a second look.</source>
        <translation>
            <numerusform>%Ln of %1 indexed files is gone at once. The index keeps it until a second look.</numerusform>
            <numerusform>%Ln of %1 indexed files are gone at once. The index keeps them until a second look.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) are still gone, and are taken out of the index.</source>
        <translation>
            <numerusform>%Ln file is still gone, and is taken out of the index.</numerusform>
            <numerusform>%Ln files are still gone, and are taken out of the index.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vectray::FolderForm</name>
    <message numerus="yes">
        <source>The project needs a name without slashes, of at most %n character(s).</source>
        <translation>
            <numerusform>The project needs a name without slashes, of at most %n character.</numerusform>
            <numerusform>The project needs a name without slashes, of at most %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The dataset&apos;s name must not contain slashes, nor be longer than %n character(s).</source>
        <translation>
            <numerusform>The dataset&apos;s name must not contain slashes, nor be longer than %n character.</numerusform>
            <numerusform>The dataset&apos;s name must not contain slashes, nor be longer than %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vectray::Notifier</name>
    <message numerus="yes">
        <source>%Ln file(s) could not be indexed.</source>
        <translation>
            <numerusform>%Ln file could not be indexed.</numerusform>
            <numerusform>%Ln files could not be indexed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vectray::PreviewLabel</name>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vectray::ProblemsPage</name>
    <message numerus="yes">
        <source>%Ln file(s). They keep what the index had of them.</source>
        <translation>
            <numerusform>%Ln file. It keeps what the index had of it.</numerusform>
            <numerusform>%Ln files. They keep what the index had of them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vectray::SearchPage</name>
    <message numerus="yes">
        <source>%Ln result(s). Enter opens, Ctrl+C copies path and line.</source>
        <translation>
            <numerusform>%Ln result. Enter opens, Ctrl+C copies path and line.</numerusform>
            <numerusform>%Ln results. Enter opens, Ctrl+C copies path and line.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>vectray::TimeChart</name>
    <message numerus="yes">
        <source>%1, %n minute(s) ago</source>
        <translation>
            <numerusform>%1, %n minute ago</numerusform>
            <numerusform>%1, %n minutes ago</numerusform>
        </translation>
    </message>
</context>
</TS>
