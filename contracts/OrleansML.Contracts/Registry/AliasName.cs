namespace OrleansML.Registry;

/// <summary>The rule for names of versions. They begin with a letter, so that none can be taken for a number.</summary>
public static class AliasName
{
    /// <summary>The version that answers requests which name none.</summary>
    public const string Champion = "champion";

    /// <summary>The version that is to be compared with the champion, by convention.</summary>
    public const string Challenger = "challenger";

    /// <summary>Longest allowed name, in characters.</summary>
    public const int MaximumLength = 64;

    /// <summary>The rule in words, for error messages.</summary>
    public const string Rule = "1 to 64 letters, digits, '.', '_' or '-', the first a letter";

    /// <summary>Whether a name follows the <see cref="Rule"/>.</summary>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name.Length > MaximumLength || !char.IsAsciiLetter(name[0]))
            return false;

        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('.' or '_' or '-'))
                return false;
        }

        return true;
    }

    /// <summary>Returns the name when it is valid.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/> with the rule, when it is not.</exception>
    public static string Require(string? name)
    {
        if (name is not null && IsValid(name))
            return name;

        var shown = name is null ? "" : name.Length <= MaximumLength ? name : $"{name.AsSpan(0, MaximumLength)}...";
        throw new OrleansMLException(ErrorCode.InvalidRequest, $"'{shown}' is not an alias: use {Rule}.");
    }
}
