using System.Text;
using Microsoft.CodeAnalysis;

namespace Orleans.CodeGenerator;

/// <summary>Questions about symbols.</summary>
internal static class SymbolExtensions
{
    private static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly SymbolDisplayFormat Plain = Full.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    /// <summary>The name with which generated code can write the type.</summary>
    public static string FullName(this ITypeSymbol type) => type.ToDisplayString(Full);

    public static string DisplayName(this ITypeSymbol type) => type.ToDisplayString(Plain);

    public static AttributeData? GetAttribute(this ISymbol symbol, string name)
        => symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.DisplayName() == name);

    public static bool HasAttribute(this ISymbol symbol, string name) => symbol.GetAttribute(name) is not null;

    public static string? GetAlias(this ISymbol symbol)
        => symbol.GetAttribute("Orleans.AliasAttribute")?.ConstructorArguments.FirstOrDefault().Value as string;

    public static bool Implements(this ITypeSymbol type, string name) => type.AllInterfaces.Any(contract => contract.DisplayName() == name);

    public static bool DerivesFrom(this ITypeSymbol type, string name)
    {
        for (var parent = type; parent is not null; parent = parent.BaseType)
        {
            if (parent.DisplayName() == name) return true;
        }

        return false;
    }

    /// <summary>Whether generated code in the same assembly can name the type.</summary>
    public static bool IsReachable(this INamedTypeSymbol type)
    {
        for (var container = type; container is not null; container = container.ContainingType)
        {
            if (container.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal
                || container.IsFileLocal)
            {
                return false;
            }
        }

        return true;
    }

    public static TypeShape GetShape(this INamedTypeSymbol type)
    {
        var parameters = GetTypeParameters(type);
        var name = type.FullName();
        var hint = new StringBuilder();
        foreach (var character in $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataPath()}")
        {
            hint.Append(char.IsLetterOrDigit(character) ? character : '_');
        }
        return new(
            name,
            type.IsGenericDefinition() ? type.OpenName() : name,
            parameters.Count == 0 ? string.Empty : $"<{string.Join(", ", parameters.Select(static parameter => parameter.Name))}>",
            string.Concat(parameters.Select(Constraints)),
            hint.ToString());
    }

    public static string Constraints(this ITypeParameterSymbol parameter)
    {
        var constraints = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint) constraints.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint) constraints.Add("struct");
        else if (parameter.HasReferenceTypeConstraint) constraints.Add("class");
        else if (parameter.HasNotNullConstraint) constraints.Add("notnull");
        constraints.AddRange(parameter.ConstraintTypes.Select(static type => type.FullName()));
        if (parameter.HasConstructorConstraint) constraints.Add("new()");
        return constraints.Count == 0 ? string.Empty : $" where {parameter.Name} : {string.Join(", ", constraints)}";
    }

    private static List<ITypeParameterSymbol> GetTypeParameters(INamedTypeSymbol type)
    {
        var result = new List<ITypeParameterSymbol>();
        for (var container = type; container is not null; container = container.ContainingType)
        {
            result.InsertRange(0, container.TypeParameters);
        }
        return result;
    }

    private static bool IsGenericDefinition(this INamedTypeSymbol type) => GetTypeParameters(type).Count > 0;

    private static string MetadataPath(this INamedTypeSymbol type)
        => type.ContainingType is { } container ? $"{container.MetadataPath()}_{type.MetadataName}" : type.MetadataName;

    private static string OpenName(this INamedTypeSymbol type)
    {
        var prefix = type.ContainingType is { } container
            ? container.OpenName()
            : type.ContainingNamespace.IsGlobalNamespace ? "global:" : $"global::{type.ContainingNamespace.ToDisplayString()}";
        var arguments = type.Arity == 0 ? string.Empty : $"<{new string(',', type.Arity - 1)}>";
        return $"{prefix}{(prefix == "global:" ? ":" : ".")}{type.Name}{arguments}";
    }
}
