using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using OrleansML.Models;

namespace OrleansML.Client;

/// <summary>Makes ids of training runs and scoring jobs that nobody named.</summary>
public static partial class RunId
{
    private const string TimeFormat = "yyyyMMdd-HHmmss";
    private const int RandomDigits = 6;

    /// <summary>An id such as <c>fare-20260131-235959-0a1b2c</c>: the model, the time in UTC, and 24 random bits against two of one second.</summary>
    /// <param name="model">Name of the model; cut off where the id would be longer than <see cref="ModelName.MaximumLength"/>.</param>
    /// <param name="at">The time.</param>
    public static string Make(string model, DateTimeOffset at)
    {
        var end = string.Create(
            CultureInfo.InvariantCulture,
            $"-{at.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(RandomDigits, lowercase: true)}");
        var longest = ModelName.MaximumLength - end.Length;
        return $"{(model.Length > longest ? model[..longest] : model)}{end}";
    }

    /// <summary>An id for a definition, whose model is looked for in its lines at the top.</summary>
    /// <param name="definition">The definition in YAML.</param>
    /// <param name="unnamed">What stands for a model that is not found; the cluster refuses such a definition, and says so better.</param>
    /// <param name="at">The time.</param>
    internal static string MakeFor(string definition, string unnamed, DateTimeOffset at) =>
        Make(ModelLine().Match(definition) is { Success: true } match ? match.Groups["name"].Value : unnamed, at);

    [GeneratedRegex("""^model:[ \t]*["']?(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ModelLine();
}
