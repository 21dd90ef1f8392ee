pragma Singleton
import QtQml

/// Numbers that have names in the interface; those of them that our pages use.
QtObject {
    enum Notification { Notification_Warning, Notification_Alarm, Notification_Info }
    enum UserAccess { User_AccessType_User, User_AccessType_Installer, User_AccessType_SuperUser, User_AccessType_Service }
}
