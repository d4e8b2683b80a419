using Microsoft.CodeAnalysis;

namespace Orleans.CodeGenerator;

/// <summary>Describes a type marked [GenerateSerializer].</summary>
internal static class TypeModelFactory
{
    private const string Id = "Orleans.IdAttribute";
    private const string Immutable = "Orleans.ImmutableAttribute";
    private const string NonSerialized = "System.NonSerializedAttribute";
    private const string GenerateSerializer = "Orleans.GenerateSerializerAttribute";

    public static TypeModel Create(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellationToken)
    {
        var diagnostics = new List<DiagnosticModel>();
        if (!type.IsReachable()) diagnostics.Add(Rules.Create(Rules.InaccessibleType, type, type.DisplayName()));
        var kind = GetKind(type);
        List<MemberModel> positional = [], members = [];
        var suspects = new List<SuspectModel>();
        if (kind != TypeKindModel.Enum)
        {
            var positionalParameters = GetPositionalParameters(type, attribute);
            foreach (var (parameter, index) in positionalParameters)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (CreatePositional(type, parameter, (uint)index) is { } member)
                {
                    positional.Add(member);
                    AddSuspects(suspects, type, parameter.Type, parameter);
                }
            }

            AddMembers(type, attribute, members, suspects, diagnostics, cancellationToken);
            CheckForMissingIds(type, attribute, diagnostics);
        }

        var baseType = type.BaseType is { } parent && !IsTransparent(parent) ? parent.FullName() : null;
        return new(
            type.GetShape(), kind, type.IsSealed, type.IsAbstract, type.HasAttribute(Immutable), !type.HasAttribute(
                "Orleans.SuppressReferenceTrackingAttribute"),
            type.GetAlias(), baseType, GetActivation(type), new(positional), new(members.OrderBy(static member => member.Id)), new(
                suspects),
                new(diagnostics));
    }

    private static TypeKindModel GetKind(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum) return TypeKindModel.Enum;
        if (type.TypeKind == TypeKind.Struct) return TypeKindModel.Struct;
        if (!type.DerivesFrom("System.Exception")) return TypeKindModel.Class;
        return type.BaseType!.HasAttribute(GenerateSerializer) ? TypeKindModel.Exception : TypeKindModel.ExceptionRoot;
    }

    private static bool IsTransparent(INamedTypeSymbol type)
        => type.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType || !type.HasAttribute(GenerateSerializer);

    private static Activation GetActivation(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || type.IsAbstract) return Activation.Uninitialized;
        if (type.InstanceConstructors.Any(static constructor => constructor.HasAttribute("Orleans.GeneratedActivatorConstructorAttribute")))
        {
            return Activation.Services;
        }
        if (type.InstanceConstructors.FirstOrDefault(static constructor => constructor.Parameters.Length == 0) is not { } constructor)
        {
            return Activation.Uninitialized;
        }
        return constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal && !HasRequiredMembers(type)
            ? Activation.Constructor : Activation.ConstructorAccessor;
    }

    private static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (var parent = type; parent is not null; parent = parent.BaseType)
        {
            if (parent.GetMembers().Any(
                static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<(IParameterSymbol Parameter, int Index)> GetPositionalParameters(
        INamedTypeSymbol type, AttributeData attribute)
    {
        var setting = attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "IncludePrimaryConstructorParameters")
            .Value.Value as bool?;
        if (!(setting ?? type.IsRecord)) return [];
        var primary = type.InstanceConstructors.FirstOrDefault(static constructor
            => constructor.DeclaringSyntaxReferences.Any(
                static reference => reference.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax));
        return primary?.Parameters.Select(static (parameter, index) => (parameter, index)) ?? [];
    }

    private static MemberModel? CreatePositional(INamedTypeSymbol type, IParameterSymbol parameter, uint index)
    {
        var property = type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault();
        if (property is not null && property.HasAttribute(Id)) return null;
        if (type.IsRecord)
        {
            // A record has a property per parameter, unless a base record has it already and serializes it.
            if (property is null || !IsAuto(property)) return null;
            return new(index, property.Name, parameter.Type.FullName(), BackingField(property.Name), IsImmutable(property, parameter));
        }

        return new(index, parameter.Name, parameter.Type.FullName(), $"<{parameter.Name}>P", parameter.HasAttribute(Immutable));
    }

    private static void AddMembers(
        INamedTypeSymbol type, AttributeData attribute, List<MemberModel> members, List<SuspectModel> suspects,
        List<DiagnosticModel> diagnostics, CancellationToken cancellationToken)
    {
        var implicitIds = attribute.NamedArguments.FirstOrDefault(static argument => argument.Key == "GenerateFieldIds")
            .Value.Value is int value && value == 1;
        foreach (var symbol in type.GetMembers())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (symbol.IsStatic || symbol is not (IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false })) continue;
            uint id;
            if (symbol.GetAttribute(Id)?.ConstructorArguments.FirstOrDefault().Value is uint explicitId) id = explicitId;
            else if (implicitIds && HasImplicitId(symbol))
            {
                id = Hash(symbol.Name);
            }
            else continue;

            if (members.FirstOrDefault(other => other.Id == id) is { } clash)
                diagnostics.Add(
                    Rules.Create(
                        Rules.IdClash, symbol, id.ToString(System.Globalization.CultureInfo.InvariantCulture), symbol.Name,
                            type.DisplayName(), clash.Name));
            var memberType = symbol is IPropertySymbol p ? p.Type : ((IFieldSymbol)symbol).Type;
            if (!TryGetAccess(symbol, out var field))
            {
                diagnostics.Add(Rules.Create(Rules.InaccessibleSetter, symbol, symbol.Name, type.DisplayName()));
                continue;
            }

            AddSuspects(suspects, type, memberType, symbol);
            members.Add(new(id, symbol.Name, memberType.FullName(), field, IsImmutable(symbol, null)));
        }
    }

    private static bool HasImplicitId(ISymbol symbol)
        => symbol is IPropertySymbol { GetMethod: not null, SetMethod: not null, IsIndexer: false,
            DeclaredAccessibility: Accessibility.Public };

    /// <summary>Says how to assign a member: directly, or through the field behind it.</summary>
    private static bool TryGetAccess(ISymbol symbol, out string? field)
    {
        field = null;
        switch (symbol)
        {
            case IFieldSymbol { IsReadOnly: false, IsRequired: false } assignable when IsReachable(assignable):
                return true;
            case IFieldSymbol other:
                field = other.Name;
                return true;
            case IPropertySymbol property when IsAuto(property):
                field = BackingField(property.Name);
                return true;
            case IPropertySymbol { GetMethod: not null, SetMethod: { IsInitOnly: false } setter } property:
                return IsReachable(setter) && IsReachable(property.GetMethod);
            default:
                return false;
        }
    }

    private static bool IsReachable(ISymbol symbol)
        => symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static bool IsAuto(IPropertySymbol property)
        => property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(
            field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static string BackingField(string property) => $"<{property}>k__BackingField";

    private static bool IsImmutable(ISymbol member, IParameterSymbol? parameter)
        => member.HasAttribute(Immutable) || parameter?.HasAttribute(Immutable) == true;

    private static void AddSuspects(List<SuspectModel> suspects, INamedTypeSymbol type, ITypeSymbol memberType, ISymbol member)
    {
        foreach (var suspect in Serializability.FindSuspects(memberType, type.ContainingAssembly))
        {
            if (Rules.Locate(member) is { } location)
            {
                suspects.Add(new(suspect.OriginalDefinition.FullName(), $"{type.DisplayName()}.{member.Name}", location));
            }
        }
    }

    /// <summary>Every field and automatic property must say whether it is serialized, so that none is forgotten.</summary>
    private static void CheckForMissingIds(INamedTypeSymbol type, AttributeData attribute, List<DiagnosticModel> diagnostics)
    {
        if (attribute.NamedArguments.Any(
            static argument => argument.Key == "GenerateFieldIds" && argument.Value.Value is int value && value != 0))
        {
            return;
        }
        var forgotten = type.GetMembers().Where(
            static member => !member.IsStatic && !member.IsAbstract && !member.HasAttribute(Id) && IsUndecidedState(member)).ToArray();
        if (forgotten.Length > 0)
        {
            diagnostics.Add(
                Rules.Create(
                    Rules.MissingIds, type, type.DisplayName(), string.Join(", ", forgotten.Select(static member => member.Name))));
        }
    }

    private static bool IsUndecidedState(ISymbol member) => member switch
    {
        IFieldSymbol { IsImplicitlyDeclared: false, AssociatedSymbol: null, IsConst: false } field => !field.HasAttribute(NonSerialized),
        IPropertySymbol { IsImplicitlyDeclared: false } property
            => property.DeclaringSyntaxReferences.Any(
                static reference => reference.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax)
            && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(
                field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property) && !field.HasAttribute(NonSerialized)),
        _ => false,
    };

    /// <summary>The id of a member without one: FNV-1a of its name.</summary>
    private static uint Hash(string name)
        => name.Aggregate(2166136261u, static (hash, character) => unchecked((hash ^ character) * 16777619u)) >> 4;
}
