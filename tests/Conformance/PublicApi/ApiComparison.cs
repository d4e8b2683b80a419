using System.Reflection;

namespace OrleansML.Conformance.PublicApi;

/// <summary>Finds what a stand-in offers and the official assemblies do not.</summary>
internal sealed class ApiComparison
{
    private const string OwnNamespace = "OrleansStandIn";

    // Static classes of extension methods may have one name in several assemblies.
    private readonly Dictionary<string, List<Type>> _official = new(StringComparer.Ordinal);

    public ApiComparison(IEnumerable<Assembly> official)
    {
        foreach (var type in official.SelectMany(ApiDescription.VisibleTypes))
        {
            if (!_official.TryGetValue(type.FullName!, out var namesakes))
                _official.Add(type.FullName!, namesakes = []);
            namesakes.Add(type);
        }
    }

    /// <summary>How many official types are known.</summary>
    public int OfficialTypes => _official.Count;

    /// <summary>One line per difference.</summary>
    public IEnumerable<string> Differences(Assembly standIn) => ApiDescription.VisibleTypes(standIn)
        .Where(type => !IsOwn(type))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => Differences(type).Select(difference => $"{standIn.GetName().Name}: {type.FullName}: {difference}"));

    private static bool IsOwn(Type type) =>
        type.Namespace == OwnNamespace || type.Namespace?.StartsWith(OwnNamespace + ".", StringComparison.Ordinal) == true;

    private IEnumerable<string> Differences(Type type)
    {
        if (!_official.TryGetValue(type.FullName!, out var namesakes))
        {
            yield return "there is no such official type";
            yield break;
        }

        string ours = ApiDescription.Describe(type), theirs = ApiDescription.Describe(namesakes[0]);
        if (!namesakes.Exists(official => ApiDescription.Describe(official) == ours))
            yield return $"is '{ours}'; officially '{theirs}'";

        var officialAncestors = namesakes.SelectMany(ApiDescription.Ancestors).ToHashSet(StringComparer.Ordinal);
        var ownAncestors = ApiDescription.Ancestors(type)
            .Where(ancestor => !officialAncestors.Contains(ancestor) && !ancestor.StartsWith(OwnNamespace + ".", StringComparison.Ordinal));
        foreach (var ancestor in ownAncestors)
            yield return $"derives from or implements '{ancestor}'; officially not";

        var officialMembers = namesakes.SelectMany(ApiDescription.Members).ToHashSet(StringComparer.Ordinal);
        var ownMembers = ApiDescription.Members(type).Where(member => !officialMembers.Contains(member));
        foreach (var member in ownMembers.Order(StringComparer.Ordinal))
        {
            var similar = officialMembers.Where(candidate => NameOf(candidate) == NameOf(member)).Order(StringComparer.Ordinal).ToList();
            yield return similar.Count == 0
                ? $"'{member}' does not exist officially"
                : $"'{member}'; officially '{string.Join("' or '", similar)}'";
        }
    }

    // The last word before parameters, accessors and values.
    private static string NameOf(string member)
    {
        var end = member.IndexOfAny(['(', '[', '=']);
        var head = (end < 0 ? member : member[..end]).Trim();
        if (head.EndsWith(" get", StringComparison.Ordinal) || head.EndsWith(" set", StringComparison.Ordinal))
            head = head[..^4];
        return head[(head.LastIndexOf(' ') + 1)..];
    }
}
