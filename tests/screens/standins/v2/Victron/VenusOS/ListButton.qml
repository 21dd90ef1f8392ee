StandInRow {
    standInButton: true
    standInActive: true
}
