pragma Singleton
import QtQml

/// Words that the interface itself has translated; those of them that our pages use.
QtObject {
}
