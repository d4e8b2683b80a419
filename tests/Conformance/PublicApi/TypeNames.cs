using System.Reflection;

namespace OrleansML.Conformance.PublicApi;

/// <summary>Full names of types, whatever assembly they come from. Nullability is left out.</summary>
internal static class TypeNames
{
    public static string Of(Type type)
    {
        if (type.IsByRef)
            return Of(type.GetElementType()!);
        if (type.IsPointer)
            return Of(type.GetElementType()!) + "*";
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsGenericParameter)
            return type.DeclaringMethod is null ? $"!{type.GenericParameterPosition}" : $"!!{type.GenericParameterPosition}";
        var name = type.IsGenericType ? type.GetGenericTypeDefinition().FullName! : type.FullName ?? type.Name;
        var arguments = type.GetGenericArguments();
        return arguments.Length == 0 ? name : $"{name}<{string.Join(", ", arguments.Select(Of))}>";
    }

    /// <summary>The generic parameters with what they ask of their arguments.</summary>
    public static string Constraints(Type[] parameters, bool withVariance = false)
    {
        if (parameters.Length == 0)
            return string.Empty;
        return $"<{string.Join(", ", parameters.Select((parameter, index) => Describe(parameter, index, withVariance)))}>";
    }

    private static string Describe(Type parameter, int index, bool withVariance)
    {
        var attributes = parameter.GenericParameterAttributes;
        var parts = new List<string>();
        if (withVariance && (attributes & GenericParameterAttributes.VarianceMask) != 0)
            parts.Add((attributes & GenericParameterAttributes.VarianceMask).ToString());
        if ((attributes & GenericParameterAttributes.ReferenceTypeConstraint) != 0)
            parts.Add("class");
        if ((attributes & GenericParameterAttributes.NotNullableValueTypeConstraint) != 0)
            parts.Add(IsUnmanaged(parameter) ? "unmanaged" : "struct");
        else if ((attributes & GenericParameterAttributes.DefaultConstructorConstraint) != 0)
            parts.Add("new()");
        parts.AddRange(parameter.GetGenericParameterConstraints()
            .Where(constraint => constraint.FullName != "System.ValueType").Select(Of).Order(StringComparer.Ordinal));
        return parts.Count == 0 ? $"!{index}" : $"!{index}: {string.Join(", ", parts)}";
    }

    private static bool IsUnmanaged(Type parameter) =>
        parameter.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "IsUnmanagedAttribute");
}
