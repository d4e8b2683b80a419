using System.Security.Cryptography;
using System.Text;
using OrleansML.Learning.Records;

namespace OrleansML.Data.Training;

/// <summary>
/// What a model came from. Goes into its package as <c>lineage.json</c>, and so holds neither times nor places: the same rows and definition give the
/// same package wherever and whenever they are trained on.
/// </summary>
public sealed record TrainingLineage
{
    /// <summary>The files that rows came from, in the order in which they were read.</summary>
    public required IReadOnlyList<LineageFile> Files { get; init; }

    /// <summary>Rows to learn from, to decide when to stop, and to be judged on.</summary>
    public required LineageRows Rows { get; init; }

    /// <summary>The training definition in YAML.</summary>
    public required string Definition { get; init; }

    /// <summary>SHA-256 of the definition's UTF-8 text in lower-case hexadecimal.</summary>
    public required string DefinitionSha256 { get; init; }

    /// <summary>Seed of the run.</summary>
    public required long Seed { get; init; }

    /// <summary>The way of training and its version, such as <c>sharded_gradient/1</c>: what else must be the same for the same result.</summary>
    public required string Recipe { get; init; }

    /// <summary>SHA-256 of the package that weights were taken from, in lower-case hexadecimal; null: they were drawn.</summary>
    public string? ParentPackage { get; init; }

    /// <summary>Describes where a model comes from.</summary>
    /// <param name="definition">The training definition in YAML, as it was given.</param>
    /// <param name="table">The rows.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="recipe">The way of training and its version.</param>
    /// <param name="parentPackage">SHA-256 of the package that weights were taken from; null for none.</param>
    public static TrainingLineage Of(string definition, TrainingTable table, long seed, string recipe, string? parentPackage = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentException.ThrowIfNullOrEmpty(recipe);
        return new TrainingLineage
        {
            Files = [.. table.Sources.Select(static source => new LineageFile(Path.GetFileName(source.Path), source.Bytes, source.Sha256))],
            Rows = new LineageRows(table.Train.Rows, table.Validation.Rows, table.Test.Rows),
            Definition = definition,
            DefinitionSha256 = DigestOf(definition),
            Seed = seed,
            Recipe = recipe,
            ParentPackage = parentPackage,
        };
    }

    /// <summary>SHA-256 of a definition's UTF-8 text in lower-case hexadecimal.</summary>
    public static string DigestOf(string definition) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(definition)));

    /// <summary>The lineage in JSON; the same gives the same bytes.</summary>
    public byte[] ToJson() => CanonicalJson.Write(this);
}
