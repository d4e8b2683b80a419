using Microsoft.CodeAnalysis;

namespace Orleans.CodeGenerator;

/// <summary>What is known at compile time about how types are serialized and copied.</summary>
internal static class Serializability
{
    private static readonly HashSet<string> Never =
    [
        "nint", "nuint", "System.Threading.Tasks.Task", "System.Threading.Tasks.ValueTask", "System.Threading.Thread",
        "System.Threading.CancellationTokenSource",
        "System.IO.Stream", "System.IServiceProvider", "System.Delegate", "System.MulticastDelegate", "System.Threading.Timer",
        "System.Threading.SemaphoreSlim",
    ];

    private static readonly HashSet<string> Shareable =
    [
        "System.Guid", "System.TimeSpan", "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.Uri", "System.Version",
        "System.Half", "System.Int128", "System.UInt128",
        "System.Numerics.BigInteger", "System.Threading.CancellationToken", "System.Type", "System.Net.IPAddress", "System.Net.IPEndPoint",
        "Orleans.Runtime.GrainId", "Orleans.Runtime.GrainType",
        "Orleans.Runtime.GrainInterfaceType", "Orleans.Runtime.SiloAddress", "Orleans.Runtime.ActivationId", "Orleans.Runtime.IdSpan",
        "Orleans.Runtime.MembershipVersion",
    ];

    /// <summary>Whether a value of this type needs no copy, whatever it holds.</summary>
    public static bool IsShareable(ITypeSymbol type)
    {
        if (type.SpecialType is SpecialType.System_DateTime or SpecialType.System_String or (
            >= SpecialType.System_Boolean and <= SpecialType.System_Double))
        {
            return true;
        }
        if (type.TypeKind == TypeKind.Enum || Shareable.Contains(type.DisplayName())) return true;
        if (type.HasAttribute("Orleans.ImmutableAttribute")) return true;
        return type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            && IsShareable(nullable.TypeArguments[0]);
    }

    /// <summary>Returns the types within a member's type that are certainly not serializable, or that are only with a converter.</summary>
    public static IEnumerable<ITypeSymbol> FindSuspects(ITypeSymbol type, IAssemblySymbol assembly)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return FindSuspects(array.ElementType, assembly);
            case IPointerTypeSymbol or IFunctionPointerTypeSymbol:
                return [type];
            case INamedTypeSymbol named:
                var arguments = named.TypeArguments.SelectMany(argument => FindSuspects(argument, assembly));
                return IsSuspect(named, assembly) ? [named, .. arguments] : arguments;
            default:
                return [];
        }
    }

    private static bool IsSuspect(INamedTypeSymbol type, IAssemblySymbol assembly)
    {
        if (type.TypeKind == TypeKind.Delegate) return true;
        for (ITypeSymbol? parent = type; parent is not null; parent = parent.BaseType)
        {
            if (Never.Contains(parent.OriginalDefinition.DisplayName())) return true;
        }

        if (type.OriginalDefinition.DisplayName() is "System.Threading.Tasks.Task<TResult>" or "System.Threading.Tasks.ValueTask<TResult>")
        {
            return true;
        }
        return type.TypeKind is TypeKind.Class or TypeKind.Struct
            && !type.IsAbstract
            && !Shareable.Contains(type.DisplayName())
            && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly)
            && !type.HasAttribute("Orleans.GenerateSerializerAttribute")
            && !type.DerivesFrom("System.Exception")
            && !type.Implements("Orleans.Runtime.IAddressable");
    }
}
