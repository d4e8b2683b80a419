namespace OrleansML.Data.Sources;

/// <summary>JSON pointers, RFC 6901.</summary>
internal static class JsonPointer
{
    /// <summary>The names on the way; a text without leading slash is one name.</summary>
    /// <returns>Null when it is not a pointer: <c>~</c> stands before neither 0 nor 1.</returns>
    public static string[]? Parse(string text)
    {
        if (text.Length == 0)
            return [];
        if (text[0] != '/')
            return [text];

        var names = text[1..].Split('/');
        for (var index = 0; index < names.Length; index++)
        {
            if (names[index].Replace("~0", "", StringComparison.Ordinal).Replace("~1", "", StringComparison.Ordinal).Contains('~'))
                return null;
            names[index] = names[index].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        }

        return names;
    }
}
