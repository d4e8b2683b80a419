using System.Globalization;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;
using OrleansML.Learning.Preprocessing;
using OrleansML.Models;
using YamlDotNet.RepresentationModel;

namespace OrleansML.Inference.Packages;

/// <summary>Reads the keys <c>features</c>, <c>request</c> and <c>preprocessing</c> of a manifest.</summary>
internal sealed class ManifestFeaturesReader
{
    private const int MostViews = 16;
    private const int LongestField = 128;

    private readonly DefinitionDocument _document = new();

    /// <summary>Violations so far, each with its line.</summary>
    public IEnumerable<string> Violations => _document.Violations.Select(violation => violation.ToString());

    /// <summary>Reads them; null when there are none, or when they are not valid.</summary>
    public ManifestFeatures? Read(YamlMappingNode root)
    {
        var top = new DefinitionSection(_document, root, "");
        if (!ManifestKeys.OfFeatures.Any(top.Has))
            return null;
        if (top.Section(ManifestKeys.Preprocessing) is not { } preprocessing)
        {
            if (!top.Has(ManifestKeys.Preprocessing))
                top.Violate(ManifestKeys.Preprocessing, "is missing; it says which features go into which input.");
            return null;
        }

        var features = top.Section(ManifestKeys.Features);
        features?.AllowOnly(ManifestKeys.Views, ManifestKeys.Timeout);
        var views = ReadViews(features);
        var timeout = features?.Duration(ManifestKeys.Timeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        var request = ReadRequest(top.Section(ManifestKeys.Request));
        if (PreprocessingReader.Read(preprocessing, new HashSet<string>()) is not { } plan || _document.Violations.Count > 0)
            return null;

        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(root.Children[ManifestKeys.Preprocessing])).Save(text, assignAnchors: false);
        return new ManifestFeatures { Views = views, Timeout = timeout, Request = request, Preprocessing = text.ToString(), Plan = plan };
    }

    private string[] ReadViews(DefinitionSection? features)
    {
        string[] views = features?.Texts(ManifestKeys.Views) ?? [];
        foreach (var view in views.Where(view => !DefinitionSection.IsName(view)))
            features!.Violate(ManifestKeys.Views, $"names '{view}'; a view's name has {DefinitionSection.NameRule}.");
        if (views.Length > MostViews)
            features!.Violate(ManifestKeys.Views, $"names {views.Length} views; {MostViews} are allowed.");
        if (views.Distinct(StringComparer.Ordinal).Count() < views.Length)
            features!.Violate(ManifestKeys.Views, "names a view more than once.");
        return views;
    }

    // Fields are columns of whoever trained the model, such as MonthlyCharges, and not ours to name.
    private static RequestField[] ReadRequest(DefinitionSection? request)
    {
        if (request is null)
            return [];

        var fields = new List<RequestField>();
        foreach (var name in request.Keys)
        {
            if (name.Length is 0 or > LongestField || name.Any(char.IsControl))
                request.Violate(name, $"is not the name of a field; use 1 to {LongestField} characters, none of them a control character.");
            else if (request.Choice<FeatureType>(name) is { } type)
                fields.Add(new RequestField(name, DatumTypes.Of(type)));
        }

        return [.. fields];
    }
}
