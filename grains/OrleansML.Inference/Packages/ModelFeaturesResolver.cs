using OrleansML.Features;
using OrleansML.Learning.Features;
using OrleansML.Learning.Preprocessing;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Inference.Packages;

/// <summary>
/// Finds what the columns of a manifest's preprocessing are: request data by its name, or a feature by <c>view.feature</c>, or by its name alone
/// where only one of the model's views has it.
/// </summary>
internal sealed class ModelFeaturesResolver
{
    private readonly List<string> _violations = [];
    private readonly ManifestFeatures _manifest;
    private readonly FeatureView[] _views;
    private readonly SortedSet<string>[] _used;

    private ModelFeaturesResolver(ManifestFeatures manifest, IReadOnlyDictionary<string, FeatureView> views)
    {
        _manifest = manifest;
        _views = [.. manifest.Views.Where(views.ContainsKey).Select(name => views[name])];
        _used = Array.ConvertAll(_views, _ => new SortedSet<string>(StringComparer.Ordinal));
        foreach (var missing in manifest.Views.Where(name => !views.ContainsKey(name)))
            _violations.Add($"there is no feature view '{missing}'; apply its definition first");
    }

    /// <summary>Resolves a manifest.</summary>
    /// <param name="manifest">What it says of features.</param>
    /// <param name="views">The views by name; one that does not exist is left out.</param>
    /// <param name="inputs">The model's inputs.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/> with every violation.</exception>
    public static ModelFeatures Resolve(ManifestFeatures manifest, IReadOnlyDictionary<string, FeatureView> views, IReadOnlyList<TensorMetadata> inputs)
    {
        var resolver = new ModelFeaturesResolver(manifest, views);
        var features = resolver.Resolve(inputs);
        return resolver._violations.Count == 0
            ? features
            : throw new OrleansMLException(ErrorCode.InvalidModel, $"The model cannot be registered: {string.Join("; ", resolver._violations)}.");
    }

    private ModelFeatures Resolve(IReadOnlyList<TensorMetadata> inputs)
    {
        CheckInputs(inputs);
        var found = _manifest.Plan.Columns.Select(Find).ToArray();
        for (var view = 0; view < _views.Length; view++)
        {
            if (_used[view].Count == 0)
                _violations.Add($"no column reads a feature of view '{_views[view].Name}'; remove it from '{ManifestKeys.Features}.{ManifestKeys.Views}'");
        }

        var lists = Array.ConvertAll(_used, used => used.ToArray());
        return new ModelFeatures
        {
            Entity = ReadKeys(),
            Views = [.. _views.Select((view, index) => new ViewUse(view.Name, [.. view.Entity.Select(key => key.Name)], lists[index]))],
            Request = [.. _manifest.Request],
            Preprocessing = _manifest.Preprocessing,
            Columns = [.. found.Select(column => column with { Index = column.View < 0 ? column.Index : Array.IndexOf(lists[column.View], column.Feature) }).Select(column => column.ToColumn())],
            Timeout = _manifest.Timeout ?? TimeSpan.FromMilliseconds(500),
        };
    }

    // A request names its keys once, so keys of one name must mean the same in every view.
    private string[] ReadKeys()
    {
        var keys = new List<FeatureKey>();
        foreach (var view in _views)
        {
            foreach (var key in view.Entity)
            {
                if (keys.Find(known => known.Name == key.Name) is not { } known)
                    keys.Add(key);
                else if (known.Type != key.Type)
                    _violations.Add($"the key '{key.Name}' has different types in the model's views");
            }
        }

        return [.. keys.Select(key => key.Name)];
    }

    private Found Find(string column)
    {
        for (var index = 0; index < _manifest.Request.Count; index++)
        {
            if (_manifest.Request[index].Name == column)
                return new Found(column, _manifest.Request[index].Type, -1, index, false, column);
        }

        var dot = column.IndexOf('.', StringComparison.Ordinal);
        var feature = dot < 0 ? column : column[(dot + 1)..];
        int[] having =
        [
            .. Enumerable.Range(0, _views.Length)
                .Where(view => (dot < 0 || _views[view].Name == column[..dot]) && _views[view].Names.TryGet(feature, out _)),
        ];
        if (having.Length != 1)
        {
            _violations.Add(having.Length == 0
                ? $"column '{column}' is neither request data ({List(_manifest.Request.Select(field => field.Name))}) nor a feature of {List(_views.Select(view => view.Name))}"
                : $"column '{column}' is a feature of {List(having.Select(view => _views[view].Name))}; write 'view.{column}'");
            return new Found(column, FeatureDatumType.Missing, -1, 0, false, feature);
        }

        _used[having[0]].Add(feature);
        _views[having[0]].Names.TryGet(feature, out var slot);
        return new Found($"{_views[having[0]].Name}.{feature}", DatumTypes.Of(slot!.Type), having[0], 0, slot.Privacy != FeaturePrivacy.None, feature);
    }

    private void CheckInputs(IReadOnlyList<TensorMetadata> inputs)
    {
        foreach (var planned in _manifest.Plan.Inputs.Where(planned => inputs.All(input => input.Name != planned.Name)))
            _violations.Add($"the preprocessing makes input '{planned.Name}'; the model's inputs are {List(inputs.Select(input => input.Name))}");
        foreach (var input in inputs)
        {
            if (_manifest.Plan.Inputs.FirstOrDefault(planned => planned.Name == input.Name) is not { } planned)
                _violations.Add($"the preprocessing does not make input '{input.Name}'");
            else if (!Fits(planned, input))
                _violations.Add($"the preprocessing makes input '{input.Name}' as {planned.Width} values of type {TypeOf(planned.Type).ProtocolName()} per row; the model takes {input.Type.ProtocolName()} of shape [{string.Join(", ", input.Shape)}]");
        }
    }

    private static bool Fits(PlannedInput planned, TensorMetadata input) => input.Type == TypeOf(planned.Type) && (input.Shape.Length switch
    {
        1 => planned.Width == 1,
        2 => input.Shape[1] < 0 || input.Shape[1] == planned.Width,
        _ => false,
    });

    private static TensorType TypeOf(PreprocessedType type) => type switch
    {
        PreprocessedType.Float => TensorType.Float32,
        PreprocessedType.Int64 => TensorType.Int64,
        _ => TensorType.String,
    };

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'")) is { Length: > 0 } text ? text : "none";

    private sealed record Found(string Name, FeatureDatumType Type, int View, int Index, bool IsPrivate, string Feature)
    {
        public FeatureColumn ToColumn() => new(Name, Type, View, Index, IsPrivate);
    }
}
