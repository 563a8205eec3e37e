#pragma once

#include <domain/Folder.h>
#include <items/AppState.h>

#include <QIcon>

namespace vectray {

/// How the tray icon is drawn. Nobody can ask a panel for its colour, so the person may choose.
enum class IconStyle {
    Colour, ///< readable on light and on dark panels
    ColourOnDark, ///< brighter
    Black, ///< one colour, for light panels
    White, ///< one colour, for dark panels
};

/// For the tray: pixmaps of all usual sizes, or the theme's own icon of that name if it is installed.
QIcon trayIcon(AppState::Condition condition, IconStyle style = IconStyle::Colour);
/// The sign of a folder's state, for lists and menus.
QIcon stateIcon(const Folder &folder);
QIcon stateIcon(AppState::Condition condition);
QIcon appIcon();

/// Makes the resources of this library known; before the first icon is made.
void initResources();

} // namespace vectray
