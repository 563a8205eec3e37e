#include "EventBus.h" // the class is made by moc
