namespace OrleansML.Models;

/// <summary>The rule for names of models and pools: they appear in grain keys, paths and metric labels.</summary>
public static class ModelName
{
    /// <summary>Longest allowed name, in characters.</summary>
    public const int MaximumLength = 64;

    /// <summary>The rule in words, for error messages.</summary>
    public const string Rule = "1 to 64 letters, digits, '.', '_' or '-', the first a letter or digit";

    /// <summary>Whether a name follows the <see cref="Rule"/>.</summary>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name.Length > MaximumLength || !char.IsAsciiLetterOrDigit(name[0]))
            return false;

        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('.' or '_' or '-'))
                return false;
        }

        return true;
    }

    /// <summary>Returns the name when it is valid.</summary>
    /// <param name="name">The name to check.</param>
    /// <param name="kind">What it names, such as "model" or "pool".</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/> with the rule, when it is not.</exception>
    public static string Require(string? name, string kind = "model") =>
        name is not null && IsValid(name)
            ? name
            : throw new OrleansMLException(ErrorCode.InvalidRequest, $"'{Shorten(name)}' is not a {kind} name: use {Rule}.");

    private static string Shorten(string? name) =>
        name is null ? "" : name.Length <= MaximumLength ? name : $"{name.AsSpan(0, MaximumLength)}...";
}
