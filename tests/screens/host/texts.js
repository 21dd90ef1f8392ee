.pragma library
.import QtQuick as Quick

function plainText(item) {
    const text = String(item.text);
    return item.textFormat === Quick.Text.PlainText ? text : text.replace(/<br\s*\/?>/g, "\n").replace(/<[^>]*>/g, "");
}

// The rectangle in which the letters are, in coordinates of the item.
function paintedRect(item) {
    const width = item.contentWidth, height = item.contentHeight;
    const left = item.leftPadding, top = item.topPadding;
    const spareX = item.width - left - item.rightPadding - width, spareY = item.height - top - item.bottomPadding - height;
    const across = item.effectiveHorizontalAlignment, down = item.verticalAlignment;
    const x = left + (across === Quick.Text.AlignRight ? spareX : across === Quick.Text.AlignHCenter ? spareX / 2 : 0);
    const y = top + (down === Quick.Text.AlignBottom ? spareY : down === Quick.Text.AlignVCenter ? spareY / 2 : 0);
    return Qt.rect(x, y, width, height);
}

function cut(rect, by) {
    const left = Math.max(rect.x, by.x), top = Math.max(rect.y, by.y);
    const right = Math.min(rect.x + rect.width, by.x + by.width), bottom = Math.min(rect.y + rect.height, by.y + by.height);
    return Qt.rect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
}

function plainRect(rect) {
    return [rect.x, rect.y, rect.width, rect.height].map(value => Math.round(value * 10) / 10);
}

// One text as it is seen: where it is painted, what of it is left by what clips it, and what was lost other than by scrolling.
function seenText(item, root) {
    const painted = root.mapFromItem(item, paintedRect(item));
    let shown = painted, lostX = 0, lostY = 0, freeX = false, freeY = false;
    for (let above = item; above !== null; above = above === root ? null : above.parent) {
        const flickable = above instanceof Quick.Flickable;
        if (above === root || (above !== item && above.clip)) {
            const scrollsX = flickable && above.contentWidth > above.width + 1, scrollsY = flickable && above.contentHeight > above.height + 1;
            const left = cut(shown, root.mapFromItem(above, Qt.rect(0, 0, above.width, above.height)));
            freeX = freeX || scrollsX;
            freeY = freeY || scrollsY;
            if (!freeX)
                lostX += shown.width - left.width;
            if (!freeY)
                lostY += shown.height - left.height;
            shown = left;
        } else if (flickable) {
            freeX = freeX || above.contentWidth > above.width + 1;
            freeY = freeY || above.contentHeight > above.height + 1;
        }
    }
    return {
        text: plainText(item), painted: plainRect(painted), shown: plainRect(shown), lost: [Math.round(lostX), Math.round(lostY)],
        elided: item.truncated === true, pixels: Math.round(item.font.pixelSize > 0 ? item.font.pixelSize : item.fontInfo.pixelSize), color: String(item.color)
    };
}

function isText(item) {
    return item instanceof Quick.Text || item instanceof Quick.TextInput || item instanceof Quick.TextEdit;
}

function visit(item, opacity, found) {
    opacity *= item.opacity;
    if (!item.visible || opacity < 0.05)
        return;
    if (isText(item) && String(item.text) !== "")
        found.push(item);
    for (let i = 0; i < item.children.length; i++)
        visit(item.children[i], opacity, found);
}

// Every item with a text that is not hidden, scrolled away or not.
function items(root) {
    const found = [];
    visit(root, 1, found);
    return found;
}

function dump(root) {
    return items(root).map(item => seenText(item, root));
}

// A text is wanted by what it contains, or by /a regular expression/.
function matches(text, wanted) {
    return wanted.length > 2 && wanted[0] === "/" && wanted[wanted.length - 1] === "/" ? new RegExp(wanted.slice(1, -1)).test(text) : text.indexOf(wanted) >= 0;
}

// The item with a text: one that is equal goes before one that only contains it.
function find(root, wanted) {
    const all = items(root);
    return all.find(item => plainText(item) === wanted) ?? all.find(item => matches(plainText(item), wanted)) ?? null;
}

// Scrolls so that an item is seen.
function reveal(item) {
    for (let above = item.parent; above !== null; above = above.parent) {
        if (!(above instanceof Quick.Flickable) || above.contentHeight <= above.height)
            continue;
        const top = above.contentItem.mapFromItem(item, 0, 0).y;
        if (top < above.contentY || top + item.height > above.contentY + above.height)
            above.contentY = Math.max(above.originY, Math.min(top - (above.height - item.height) / 2, above.originY + above.contentHeight - above.height));
    }
}

// The scrolling area that holds most of what is seen.
function scroller(item) {
    let best = item instanceof Quick.Flickable && item.visible && item.contentHeight > item.height ? item : null;
    for (let i = 0; i < item.children.length; i++) {
        const found = item.children[i].visible ? scroller(item.children[i]) : null;
        if (found !== null && (best === null || found.width * found.height > best.width * best.height))
            best = found;
    }
    return best;
}
