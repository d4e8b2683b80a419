using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using OrleansML.Models;

namespace OrleansML.Client;

/// <summary>Makes ids of training runs that nobody named.</summary>
public static partial class TrainingRunId
{
    private const string TimeFormat = "yyyyMMdd-HHmmss";
    private const int RandomDigits = 6;

    // A definition that tells no model is refused by the cluster, which says so better.
    private const string Unnamed = "run";

    /// <summary>An id such as <c>fare-20260131-235959-0a1b2c</c>: the model, the time in UTC, and 24 random bits against two runs of one second.</summary>
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
    internal static string MakeFor(string definition, DateTimeOffset at) =>
        Make(ModelLine().Match(definition) is { Success: true } match ? match.Groups["name"].Value : Unnamed, at);

    [GeneratedRegex("""^model:[ \t]*["']?(?<name>[A-Za-z0-9][A-Za-z0-9._-]*)""", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex ModelLine();
}
