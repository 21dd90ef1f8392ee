StandInRow {
    standInArrow: true
    standInActive: true
}
