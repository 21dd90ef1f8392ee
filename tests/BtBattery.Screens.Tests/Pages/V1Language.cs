using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace BtBattery.Screens.Tests.Pages;

/// <summary>
/// What a page of gui-v1 may say, so that it opens on every firmware that has QtQuick 2: the types that are there, and of Victron's own types the
/// properties that every version has. Names are compared, nothing is run: a page that passes here is opened by a tour as well.
/// </summary>
internal static partial class V1Language
{
    private static readonly FrozenSet<string> s_imports = FrozenSet.Create("QtQuick 2", "com.victron.velib 1.0");

    private static readonly FrozenSet<string> s_types = FrozenSet.Create(
        "QtObject", "Item", "Rectangle", "Text", "Image", "Row", "Column", "Grid", "Flow", "Repeater", "ListView", "Flickable", "Timer", "MouseArea", "Component", "VisibleItemModel");

    private static readonly FrozenSet<string> s_item = FrozenSet.Create(
        "show", "height", "editable", "cornerMark", "subpage", "showAccessLevel", "writeAccessLevel", "userHasWriteAccess", "onClicked", "onSelected");

    /// <summary>Victron's types and their properties.</summary>
    private static readonly FrozenDictionary<string, FrozenSet<string>> s_victron = new Dictionary<string, FrozenSet<string>>
    {
        ["VBusItem"] = FrozenSet.Create("bind", "value", "valid", "seen", "text", "unit", "decimals", "min", "max", "displayUnit", "onValueChanged"),
        ["MbPage"] = FrozenSet.Create("title", "model", "delegate", "summary", "currentIndex", "listview", "pageToolbarHandler"),
        ["MbItem"] = s_item,
        ["MbItemRow"] = [.. s_item, "description", "values"],
        ["MbItemValue"] = [.. s_item, "description", "item"],
        ["MbSubMenu"] = [.. s_item, "description", "item"],
        ["MbItemText"] = [.. s_item, "text", "wrapMode"],
        ["MbTextBlock"] = FrozenSet.Create("item", "width", "height", "color"),
    }.ToFrozenDictionary();

    /// <summary>What is wrong with a page, each as a sentence; nothing if it may be installed.</summary>
    /// <param name="text">The page.</param>
    /// <param name="own">Types that come with it as files of their own.</param>
    public static IReadOnlyList<string> Complaints(string text, IReadOnlyCollection<string> own)
    {
        string code = RemarkOrText().Replace(text, match => match.Value[0] == '/' ? "" : "\"\"");
        FrozenSet<string> inline = [.. Inline().Matches(code).Select(match => match.Groups[1].Value)];
        return
        [
            .. Import().Matches(code).Select(match => match.Groups[1].Value.Trim()).Where(import => !s_imports.Contains(import)).Select(import => $"import {import}: not on every firmware"),
            .. Forbidden().Matches(code).Select(match => $"{match.Value}: not in every version"),
            .. Blocks(code, type => s_types.Contains(type) || s_victron.ContainsKey(type) || own.Contains(type) || inline.Contains(type)),
        ];
    }

    /// <summary>Walks through the braces, of which those with a type before them hold properties and all others hold statements.</summary>
    private static IEnumerable<string> Blocks(string code, Func<string, bool> isThere)
    {
        var open = new Stack<Block>();
        foreach (Match match in Token().Matches(code))
        {
            if (match.Groups["type"] is { Success: true, Value: string type })
            {
                open.Push(new Block(type, []));
                if (!isThere(type))
                    yield return $"{type}: no type of gui-v1";
            }
            else if (match.Groups["declared"].Success)
                open.Peek().Declared.Add(match.Groups["declared"].Value);
            else if (match.Groups["set"] is { Success: true, Value: string set })
            {
                if (open.TryPeek(out Block? block) && block.Type is not null && s_victron.TryGetValue(block.Type, out FrozenSet<string>? known)
                    && set != "id" && !known.Contains(set) && !block.Declared.Contains(set) && !IsHandlerOfDeclared(set, block))
                    yield return $"{block.Type}.{set}: not in every version";
            }
            else if (match.Value == "{")
                open.Push(new Block(null, []));
            else
                open.Pop();
        }

        static bool IsHandlerOfDeclared(string set, Block block) =>
            block.Declared.Any(name => set == $"on{char.ToUpperInvariant(name[0])}{name[1..]}Changed");
    }

    private sealed record Block(string? Type, HashSet<string> Declared);

    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|/\((?:[^/\\\n]|\\.)+/g?""", RegexOptions.Singleline)]
    private static partial Regex RemarkOrText();

    [GeneratedRegex(@"^\s*import\s+([^\n]+)$", RegexOptions.Multiline)]
    private static partial Regex Import();

    [GeneratedRegex(@"\bcomponent\s+([A-Z]\w*)\s*:")]
    private static partial Regex Inline();

    [GeneratedRegex(@"\b(?:mbStyle|style|layer\.\w+|antialiasing|currentPage|pragma|required|XMLHttpRequest|console\.\w+)\b")]
    private static partial Regex Forbidden();

    // What sets a property stands at the beginning of a line, after a semicolon or after a brace; inside parentheses and statements it is something else.
    [GeneratedRegex(@"(?<type>\b[A-Z]\w*)\s*\{|\bproperty\s+[\w<>]+\s+(?<declared>\w+)|(?:(?<=\n)|(?<=[;{]))[ \t]*(?<set>[a-z]\w*)(?:\.\w+)*[ \t]*:|[{}]")]
    private static partial Regex Token();
}
