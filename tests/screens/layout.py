"""What is wrong with the texts of a screen, judged by where they are painted."""

# Letters do not fill their lines: neighbours may share a little of their boxes.
SHARED_PIXELS = 2
LINE_SHARE = 0.15
LOST_PIXELS = 2


def complaints(texts, smallest=0):
    """One sentence for each text that cannot be read as it was meant; texts as texts.js dumps them."""
    seen = [text for text in texts if text["shown"][2] > 0 and text["shown"][3] > 0]
    found = []
    for text in texts:
        name = name_of(text)
        if text["elided"]:
            found.append(f"elided: {name}")
        if max(text["lost"]) > LOST_PIXELS:
            found.append(f"cut off: {name} by {text['lost'][0]} x {text['lost'][1]} pixels")
        if text["pixels"] < smallest:
            found.append(f"small: {name} has {text['pixels']} pixels")
    for index, one in enumerate(seen):
        for other in seen[index + 1 :]:
            if overlap(core(one["shown"]), core(other["shown"])):
                found.append(f"overlap: {name_of(one)} and {name_of(other)}")
    return found


def name_of(text):
    line = " ".join(text["text"].split())
    return f"'{line[:60]}' at {round(text['painted'][0])},{round(text['painted'][1])}"


def core(rect):
    x, y, width, height = rect
    return x, y + height * LINE_SHARE, width, height * (1 - 2 * LINE_SHARE)


def overlap(one, other):
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > SHARED_PIXELS and down > SHARED_PIXELS
