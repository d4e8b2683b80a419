namespace OrleansML.Training.Onnx.Graph;

/// <summary>Compares names with patterns in which <c>*</c> stands for any characters.</summary>
internal static class NamePattern
{
    public static bool MatchesAny(IReadOnlyList<string> patterns, string name) => patterns.Any(pattern => Matches(pattern, name));

    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
            return name.SequenceEqual(pattern);
        if (!name.StartsWith(pattern[..star]))
            return false;

        // The first place where a middle part fits leaves the most room for the rest, so there is no need to look further.
        name = name[star..];
        pattern = pattern[(star + 1)..];
        for (star = pattern.IndexOf('*'); star >= 0; star = pattern.IndexOf('*'))
        {
            var found = name.IndexOf(pattern[..star]);
            if (found < 0)
                return false;

            name = name[(found + star)..];
            pattern = pattern[(star + 1)..];
        }

        return name.EndsWith(pattern);
    }
}
