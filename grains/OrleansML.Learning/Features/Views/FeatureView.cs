using System.Security.Cryptography;
using System.Text;

namespace OrleansML.Learning.Features;

/// <summary>
/// The one definition of a group of features of an entity: where they come from, what is computed from them, how fresh they must be and how they
/// are protected. Made by <see cref="FeatureViewReader"/>, which checks it. Names are shared by keys, fields, windows and derived features.
/// </summary>
public sealed class FeatureView
{
    /// <summary>What an expression puts before the name of request data.</summary>
    public const string RequestPrefix = "request.";

    private FeatureNames? _names;

    /// <summary>Name of the view.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence on what it is for.</summary>
    public string Summary { get; init; } = "";

    /// <summary>What identifies an entity, in order.</summary>
    public required IReadOnlyList<FeatureKey> Entity { get; init; }

    /// <summary>Sources, sorted by name.</summary>
    public IReadOnlyList<FeatureSource> Sources { get; init; } = [];

    /// <summary>Fields, sorted by name.</summary>
    public IReadOnlyList<FeatureField> Fields { get; init; } = [];

    /// <summary>Data that a request may bring along for expressions, sorted by name; without <see cref="RequestPrefix"/>.</summary>
    public IReadOnlyList<FeatureKey> Request { get; init; } = [];

    /// <summary>Windows, sorted by name.</summary>
    public IReadOnlyList<FeatureWindow> Windows { get; init; } = [];

    /// <summary>Derived features, each after those that it reads.</summary>
    public IReadOnlyList<DerivedFeature> Derived { get; init; } = [];

    /// <summary>What a reader gets when there is no fresh value.</summary>
    public FallbackPolicy Fallback { get; init; } = new();

    /// <summary>How values are kept.</summary>
    public DurabilityPolicy Durability { get; init; } = new(DurabilityMode.None, TimeSpan.Zero);

    /// <summary>
    /// Late-event bound, 0 to 30 d; default 1 h. An event counts in windows unless it is older than the longest window by more than this, and a
    /// repeated delivery is recognised for this long after the first.
    /// </summary>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The definition in one form whatever its author's layout was: YAML with keys in fixed order, maps sorted by name, defaults spelled out only
    /// where they differ. <see cref="FeatureViewReader"/> reads it back to the same view.
    /// </summary>
    public string ToCanonical() => FeatureViewWriter.Write(this);

    /// <summary>SHA-256 of the canonical form in UTF-8, as 64 lower-case hexadecimal digits.</summary>
    public string ContentHash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToCanonical())));

    /// <summary>Computes the derived features of a vector in place.</summary>
    /// <param name="values">A value for each of <see cref="FeatureNames.All"/>; those of derived features are overwritten.</param>
    /// <param name="now">What <c>now()</c> says: the time of the request, or of the training row.</param>
    public void ComputeDerived(Span<FeatureValue> values, FeatureTime now)
    {
        var first = Names.All.Count - Derived.Count;
        for (var index = 0; index < Derived.Count; index++)
            values[first + index] = Derived[index].Expression.Evaluate(values, now);
    }

    /// <summary>What a model can read: every field, window and derived feature, by name.</summary>
    public FeatureNames Names => _names ??= new FeatureNames(Fields, Windows, Derived, Request);
}
