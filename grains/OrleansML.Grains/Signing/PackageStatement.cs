using System.Text.Json;
using OrleansML.Learning.Records;

namespace OrleansML.Grains.Signing;

/// <summary>
/// What is signed of a package: an in-toto statement, version 1 (github.com/in-toto/attestation), whose subjects are files of a model by name and SHA-256.
/// The name has no version, which belongs to the registry.
/// </summary>
internal static class PackageStatement
{
    /// <summary>Type of the payload in the envelope.</summary>
    public const string PayloadType = "application/vnd.in-toto+json";

    private const string StatementType = "https://in-toto.io/Statement/v1";
    private const string PredicateType = "urn:orleansml:model-package:v1";
    private const int MostSubjects = 16;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    /// <summary>States that a package is one of a model.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="digests">SHA-256 of the package, and where it was pushed in another form of that too, in lower-case hexadecimal.</param>
    public static byte[] Write(string model, params string[] digests) => CanonicalJson.Write(new Dictionary<string, object>
    {
        ["_type"] = StatementType,
        ["predicateType"] = PredicateType,
        ["predicate"] = new Dictionary<string, object>(),
        ["subject"] = digests.Select(digest => new Dictionary<string, object>
        {
            ["name"] = model,
            ["digest"] = new Dictionary<string, object> { ["sha256"] = digest },
        }).ToArray(),
    });

    /// <summary>The digests that a statement names for a model.</summary>
    /// <exception cref="FormatException">It is no such statement; the message says why.</exception>
    public static IReadOnlySet<string> Read(ReadOnlyMemory<byte> statement, string model)
    {
        try
        {
            using var document = JsonDocument.Parse(statement, Strict);
            var root = document.RootElement;
            Require(root, "_type", StatementType);
            Require(root, "predicateType", PredicateType);
            return root.GetProperty("subject").EnumerateArray().Take(MostSubjects)
                .Where(subject => subject.GetProperty("name").GetString() == model)
                .Select(static subject => subject.GetProperty("digest").GetProperty("sha256").GetString()).OfType<string>().ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("what was signed is no in-toto statement with '_type', 'predicateType' and 'subject'", exception);
        }
    }

    private static void Require(JsonElement root, string member, string value)
    {
        if (root.GetProperty(member).GetString() is var found && found != value)
            throw new FormatException($"'{member}' of what was signed is '{found}'; '{value}' is needed");
    }
}
