namespace OrleansML.Learning.Features;

/// <summary>What the text of a query for changes tells without a database.</summary>
internal static class ChangeQuery
{
    private const string Limit = "@limit";

    /// <summary>
    /// Whether the query ends after a number of rows of its own, in a <c>limit</c> or <c>fetch</c> without <c>@limit</c>: where as many rows share
    /// a watermark, it would return the same ones for ever. Limits of subqueries do not count.
    /// </summary>
    public static bool HasOwnLimit(string sql)
    {
        var depth = 0;
        var isLimited = false;
        for (var rest = sql.AsSpan(); !rest.IsEmpty;)
        {
            var token = rest[..TokenLength(rest)];
            rest = rest[token.Length..];
            if (token is "(")
                depth++;
            else if (token is ")")
                depth--;
            else if (depth == 0 && (Is(token, "limit") || Is(token, "fetch")))
                isLimited = true;
            else if (Is(token, Limit) || Is(token, "all") || Is(token, "null"))
                isLimited = false;
        }

        return isLimited;
    }

    private static bool Is(ReadOnlySpan<char> token, string word) => token.Equals(word, StringComparison.OrdinalIgnoreCase);

    // A doubled quote inside a text makes it two texts, which does no harm here.
    private static int TokenLength(ReadOnlySpan<char> text) => text switch
    {
        ['\'', ..] => Until(text, 1, "'"),
        ['"', ..] => Until(text, 1, "\""),
        ['-', '-', ..] => Until(text, 2, "\n"),
        ['/', '*', ..] => Until(text, 2, "*/"),
        ['$', ..] when text[1..].IndexOf('$') is >= 0 and var tag && !text.Slice(1, tag).ContainsAny(" ,()\n") => Until(text, tag + 2, text[..(tag + 2)]),
        [var first, ..] when IsOfWord(first) => WordLength(text),
        _ => 1,
    };

    private static int Until(ReadOnlySpan<char> text, int start, ReadOnlySpan<char> end)
    {
        var found = text[start..].IndexOf(end);
        return found < 0 ? text.Length : start + found + end.Length;
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 1;
        while (length < text.Length && IsOfWord(text[length]))
            length++;
        return length;
    }

    private static bool IsOfWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '@';
}
