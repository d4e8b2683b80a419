namespace OrleansML.Learning.Pipelines;

/// <summary>Where quoted texts and comments of an SQL statement begin and end.</summary>
internal static class SqlQuotes
{
    // The start of each and its end; a quote in a quoted text is doubled, which ends it and begins the next at once.
    private static readonly (string Start, string End)[] Regions = [("'", "'"), ("\"", "\""), ("--", "\n"), ("/*", "*/")];

    /// <summary>The first placeholder that stands inside quotes or a comment, where no parameter can be bound; null if none does.</summary>
    public static string? PlaceholderInside(string statement)
    {
        for (var at = 0; at < statement.Length; at++)
        {
            var rest = statement.AsSpan(at);
            foreach (var (start, end) in Regions)
            {
                if (!rest.StartsWith(start, StringComparison.Ordinal))
                    continue;

                var length = rest[start.Length..].IndexOf(end, StringComparison.Ordinal);
                var region = statement.Substring(at, length < 0 ? rest.Length : start.Length + length + end.Length);
                if (TemplateText.NamesIn(region) is [var name, ..])
                    return name;

                at += region.Length - 1;
                break;
            }
        }

        return null;
    }
}
