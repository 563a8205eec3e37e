#pragma once

#include <QTcpSocket>

#include <initializer_list>

namespace vectray {

/// Writes the parts, one behind the other. What the kernel takes goes to it at once, uncopied, and is
/// followed by no bytesWritten(); the rest waits in the socket as if it had been written there, behind what
/// waits there already.
void writeDirectly(QTcpSocket &socket, std::initializer_list<QByteArrayView> parts);

} // namespace vectray
