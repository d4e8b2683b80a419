using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.CodeGenerator;

/// <summary>What the generator refuses, under the ids of the official generator and analyzers where they have one.</summary>
internal static class Rules
{
    public const string UnsupportedReturnType = "ORLEANS0102";
    public const string InterfaceProperty = "ORLEANS0105";
    public const string InaccessibleSetter = "ORLEANS0101";
    public const string InaccessibleType = "ORLEANS0107";
    public const string SeveralCancellationTokens = "ORLEANS0109";
    public const string IdClash = "ORLEANS0012";
    public const string RefParameter = "ORLEANS0002";
    public const string MissingIds = "ORLEANS0004";
    public const string NotSerializable = "ORLEANS0151";

    private static readonly Dictionary<string, DiagnosticDescriptor> Descriptors = new[]
    {
        Error(UnsupportedReturnType, "Unsupported return type",
            "Method '{0}' returns '{1}'; grain methods return Task, Task<T>, ValueTask, ValueTask<T>, IAsyncEnumerable<T> or void"),
        Error(InterfaceProperty, "Property in a grain interface",
        "Interface '{0}' has the property or event '{1}'; grain interfaces have methods only"),
        Error(InaccessibleSetter, "Member cannot be assigned",
        "Member '{0}' of '{1}' has an id but neither a setter nor a field behind it"),
        Error(InaccessibleType, "Type is not accessible",
            "Type '{0}' is marked [GenerateSerializer] but generated code cannot reach it; make it and the types around it internal or "
                + "public"),
        Error(SeveralCancellationTokens, "Several cancellation tokens", "Method '{0}' has more than one CancellationToken parameter"),
        Error(IdClash, "Id used twice",
        "Id {0} of member '{1}' of '{2}' is already used by '{3}'; every id must be unique within its type"),
        Error(RefParameter, "Parameter passed by reference",
        "Parameter '{0}' of method '{1}' is passed by reference; arguments of grain methods travel by value"),
        Error(NotSerializable, "Member cannot be serialized",
            "Member '{0}' has the type '{1}', which cannot be serialized; mark that type with [GenerateSerializer], register a "
                + "converter for it, or take the [Id] off the member"),
        Error(MissingIds, "Members without ids",
            "Type '{0}' is marked [GenerateSerializer], but its members {1} have no [Id]; give them one, or mark those that are not to "
                + "be serialized [NonSerialized]"),
    }.ToDictionary(static rule => rule.Id);

    public static Diagnostic ToDiagnostic(DiagnosticModel model) => Diagnostic.Create(
        Descriptors[model.Rule],
        model.Location is { } place
            ? Location.Create(
                place.Path, new TextSpan(place.Start, place.Length), new LinePositionSpan(
                    new(place.StartLine, place.StartColumn), new(place.EndLine, place.EndColumn)))
            : Location.None,
        [.. model.Arguments]);

    public static DiagnosticModel Create(string rule, ISymbol symbol, params string[] arguments)
        => new(rule, Locate(symbol), new(arguments));

    public static LocationModel? Locate(ISymbol symbol)
    {
        if (symbol.Locations.FirstOrDefault(static location => location.IsInSource) is not { } location) return null;
        var lines = location.GetLineSpan();
        return new(
            lines.Path, location.SourceSpan.Start, location.SourceSpan.Length,
            lines.StartLinePosition.Line, lines.StartLinePosition.Character, lines.EndLinePosition.Line, lines.EndLinePosition.Character);
    }

    private static DiagnosticDescriptor Error(string id, string title, string message)
        => new(id, title, message, "Usage", DiagnosticSeverity.Error, true);
}
