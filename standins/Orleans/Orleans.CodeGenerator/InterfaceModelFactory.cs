using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Orleans.CodeGenerator;

/// <summary>Describes a grain interface.</summary>
internal static class InterfaceModelFactory
{
    private const string Addressable = "Orleans.Runtime.IAddressable";

    private static readonly HashSet<string> Markers =
    [
        Addressable, "Orleans.IGrain", "Orleans.IGrainObserver", "Orleans.ISystemTarget", "Orleans.Runtime.IGrainExtension",
        "Orleans.IGrainWithStringKey",
        "Orleans.IGrainWithIntegerKey", "Orleans.IGrainWithGuidKey", "Orleans.IGrainWithIntegerCompoundKey",
        "Orleans.IGrainWithGuidCompoundKey",
    ];

    public static InterfaceModel? Create(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (type.TypeKind != TypeKind.Interface || Markers.Contains(type.DisplayName()) || !type.Implements(Addressable)
            || !type.IsReachable())
        {
            return null;
        }
        var diagnostics = new List<DiagnosticModel>();
        var methods = new List<MethodModel>();
        var enums = new HashSet<string>();
        var abstractions = new HashSet<string>();
        foreach (var declaring in type.AllInterfaces.Insert(0, type))
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(declaring, type);
            foreach (var member in declaring.GetMembers().Where(static member => !member.IsStatic))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (member is IPropertySymbol or IEventSymbol && isOwn)
                {
                    diagnostics.Add(Rules.Create(Rules.InterfaceProperty, member, type.DisplayName(), member.Name));
                }
                if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method) continue;
                if (!method.IsAbstract && FindCancellable(method) is not null) continue;
                if (CreateMethod(type, method, isOwn, methods.Count, diagnostics) is { } model) methods.Add(model);
                CollectUnmarked(method, enums, abstractions);
            }
        }

        return new(
            type.GetShape(), type.DisplayName(), WireName(type), type.Implements("Orleans.Runtime.IGrainExtension"), new(methods), Sort(
                enums), Sort(abstractions), new(diagnostics));
    }

    private static string WireName(INamedTypeSymbol type) => type.GetAlias() ?? type.OriginalDefinition.DisplayName();

    private static string ShortName(INamedTypeSymbol type)
        => type.ContainingType is { } container ? $"{ShortName(container)}.{type.Name}" : type.Name;

    /// <summary>
    /// Of two methods that differ only by a cancellation token, where one has a body that calls the other, the one with the token is called
    /// remotely,
    /// so that both have one name on the wire; returns it for the other one.
    /// </summary>
    private static IMethodSymbol? FindCancellable(IMethodSymbol method)
        => method.Parameters.Any(IsCancellationToken)
            ? null
            : method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(other
                => other.Parameters.Any(IsCancellationToken) && Signature(other) == Signature(method)
                    && !(method.IsAbstract && other.IsAbstract));

    /// <summary>
    /// Whether another method of the interface has the same name and parameters, but no cancellation token, and neither calls the other.
    /// </summary>
    private static bool HasTwin(IMethodSymbol method)
        => method.IsAbstract && method.Parameters.Any(IsCancellationToken)
            && method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other
            => other.IsAbstract && !other.Parameters.Any(IsCancellationToken) && Signature(other) == Signature(method));

    private static MethodModel? CreateMethod(
        INamedTypeSymbol type, IMethodSymbol method, bool isOwn, int number, List<DiagnosticModel> diagnostics)
    {
        if (!TryGetReturn(method, out var kind, out var result))
        {
            if (isOwn)
            {
                diagnostics.Add(
                    Rules.Create(
                        Rules.UnsupportedReturnType, method, $"{type.DisplayName()}.{method.Name}", method.ReturnType.DisplayName()));
            }
            return null;
        }

        if (method.Parameters.FirstOrDefault(static parameter => parameter.RefKind != RefKind.None) is { } byReference)
        {
            if (isOwn) diagnostics.Add(Rules.Create(Rules.RefParameter, byReference, byReference.Name, method.Name));
            return null;
        }

        if (isOwn && method.Parameters.Count(IsCancellationToken) > 1)
        {
            diagnostics.Add(Rules.Create(Rules.SeveralCancellationTokens, method, method.Name));
        }
        var wireName = method.GetAlias()
            ?? (method.GetAttribute("Orleans.IdAttribute")?.ConstructorArguments.FirstOrDefault().Value as uint?)?.ToString(
                CultureInfo.InvariantCulture) ?? (HasTwin(method) ? $"{Signature(method)}+CancellationToken" : Signature(method));
        if (!isOwn) wireName = $"{WireName(method.ContainingType)}.{wireName}";
        var parameters = method.Parameters.Select(static parameter => new ParameterModel(
            Escape(parameter.Name), parameter.Type.FullName(), parameter.HasAttribute("Orleans.ImmutableAttribute")
                || Serializability.IsShareable(parameter.Type)));
        return new(
            method.Name, method.ContainingType.FullName(), method.ContainingType.DisplayName(), ShortName(method.ContainingType),
            $"{WireName(type)}.{wireName}", $"{method.Name}_{number.ToString(CultureInfo.InvariantCulture)}",
            kind, result?.FullName(), method.ReturnType.FullName(), string.Join(
                ", ", method.TypeParameters.Select(static parameter => parameter.Name)),
            string.Concat(method.TypeParameters.Select(SymbolExtensions.Constraints)), new(parameters),
            method.Parameters.Select(static (parameter, index) => (parameter, index)).Where(
                static pair => IsCancellationToken(pair.parameter)).Select(static pair => pair.index + 1).FirstOrDefault() - 1,
            Options(method), Timeout(method), FindCancellable(method) is { } cancellable ? Forward(cancellable) : null);
    }

    private static string Forward(IMethodSymbol cancellable)
        => string.Join(
            ", ", cancellable.Parameters.Select(static parameter => IsCancellationToken(parameter) ? "default" : Escape(parameter.Name)));

    private static bool TryGetReturn(IMethodSymbol method, out ReturnKind kind, out ITypeSymbol? result)
    {
        result = (method.ReturnType as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();
        kind = ReturnKind.Void;
        if (method.ReturnsVoid) return true;
        switch (method.ReturnType.OriginalDefinition.DisplayName())
        {
            case "System.Threading.Tasks.Task":
                kind = ReturnKind.Task;
                return true;
            case "System.Threading.Tasks.Task<TResult>":
                kind = ReturnKind.TaskOfResult;
                return true;
            case "System.Threading.Tasks.ValueTask":
                kind = ReturnKind.ValueTask;
                return true;
            case "System.Threading.Tasks.ValueTask<TResult>":
                kind = ReturnKind.ValueTaskOfResult;
                return true;
            case "System.Collections.Generic.IAsyncEnumerable<T>":
                kind = ReturnKind.AsyncEnumerable;
                return true;
            default:
                return false;
        }
    }

    private static string Options(IMethodSymbol method)
    {
        var options = new List<string>();
        foreach (var name in new[] { "AlwaysInterleave", "ReadOnly", "OneWay" })
        {
            if (method.HasAttribute($"Orleans.Concurrency.{name}Attribute"))
            {
                options.Add($"global::Orleans.CodeGeneration.InvokeMethodOptions.{name}");
            }
        }

        return string.Join(" | ", options);
    }

    private static string? Timeout(IMethodSymbol method)
        => method.GetAttribute("Orleans.ResponseTimeoutAttribute")?.ConstructorArguments.FirstOrDefault().Value is string text
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var timeout)
            ? timeout.Ticks.ToString(CultureInfo.InvariantCulture)
            : null;

    private static string Signature(IMethodSymbol method)
    {
        var result = new StringBuilder(method.Name);
        if (method.Arity > 0) result.Append('`').Append(method.Arity);
        return result.Append('(').Append(
            string.Join(",", method.Parameters.Where(static parameter => !IsCancellationToken(parameter))
                .Select(static parameter => parameter.Type.DisplayName()))).Append(')').ToString();
    }

    private static bool IsCancellationToken(IParameterSymbol parameter)
        => parameter.Type.DisplayName() == "System.Threading.CancellationToken";

    private static string Escape(string name)
        => Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? name
            : $"@{name}";

    private static EquatableArray<string> Sort(IEnumerable<string> names)
        => new(names.OrderBy(static name => name, StringComparer.Ordinal));

    /// <summary>Enumerations, interfaces and abstract classes in signatures are named on the wire without being marked.</summary>
    private static void CollectUnmarked(IMethodSymbol method, HashSet<string> enums, HashSet<string> abstractions)
    {
        foreach (var type in method.Parameters.Select(static parameter => parameter.Type).Append(method.ReturnType)) Collect(type);

        void Collect(ITypeSymbol type)
        {
            if (type is IArrayTypeSymbol array) Collect(array.ElementType);
            if (type is not INamedTypeSymbol named) return;
            foreach (var argument in named.TypeArguments) Collect(argument);
            if (named.HasAttribute("Orleans.GenerateSerializerAttribute") || IsSystem(named)) return;
            if (named.TypeKind == TypeKind.Enum && named.ContainingType is not { IsGenericType: true }) enums.Add(named.FullName());
            else if (named.TypeKind == TypeKind.Interface || named.IsAbstract) abstractions.Add(named.GetShape().OpenName);
        }
    }

    private static bool IsSystem(INamedTypeSymbol type)
        => type.ContainingNamespace?.ToDisplayString() is
            "System" or "System.Collections" or "System.Collections.Generic" or "System.Threading.Tasks";
}
