using System.Reflection;

namespace OrleansML.Conformance.PublicApi;

/// <summary>Describes public types and members as text in which equal text means the same signature.</summary>
internal static class ApiDescription
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The types that a user of the assembly can name.</summary>
    public static IEnumerable<Type> VisibleTypes(Assembly assembly) => assembly.GetTypes().Where(IsVisible);

    /// <summary>Kind, modifiers and constraints of a type.</summary>
    public static string Describe(Type type)
    {
        var kind = type.IsEnum ? "enum " + TypeNames.Of(Enum.GetUnderlyingType(type))
            : type.IsInterface ? "interface"
            : IsDelegate(type) ? "delegate"
            : type.IsValueType ? "struct"
            : "class";
        var modifiers = type.IsInterface || type.IsValueType || IsDelegate(type) ? string.Empty
            : type is { IsAbstract: true, IsSealed: true } ? "static "
            : type.IsAbstract ? "abstract "
            : type.IsSealed ? "sealed "
            : string.Empty;
        return $"{modifiers}{kind}{TypeNames.Constraints(type.GetGenericArguments(), withVariance: true)}";
    }

    /// <summary>The base classes and interfaces that a user can name.</summary>
    public static IEnumerable<string> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null && !type.IsValueType && !IsDelegate(type); ancestor = ancestor.BaseType)
            yield return TypeNames.Of(ancestor);
        foreach (var contract in type.GetInterfaces().Where(IsVisible))
            yield return TypeNames.Of(contract);
    }

    /// <summary>Every member that a user or an heir can name, by signature; an obsolete one says so.</summary>
    public static IEnumerable<string> Members(Type type)
    {
        if (IsDelegate(type))
            return [Describe(type.GetMethod("Invoke")!)];
        if (type.IsEnum)
        {
            return type.GetFields(Declared).Where(field => field.IsLiteral)
                .Select(field => $"{field.Name} = {field.GetRawConstantValue()}{Obsolete(field)}");
        }

        return type.GetFields(Declared).Where(field => IsOpen(field.Attributes)).Select(Describe)
            .Concat(type.GetConstructors(Declared).Where(constructor => !constructor.IsStatic && IsOpen(constructor)).Select(Describe))
            .Concat(type.GetMethods(Declared).Where(IsCallable).Select(Describe))
            .Concat(type.GetProperties(Declared).SelectMany(Describe))
            .Concat(type.GetEvents(Declared).Where(one => IsOpen(one.AddMethod)).Select(
                one => $"{Modifiers(one.AddMethod!)}event {TypeNames.Of(one.EventHandlerType!)} {one.Name}{Obsolete(one)}"));
    }

    private static string Describe(FieldInfo field)
    {
        var modifier = field.IsLiteral ? "const " : field.IsStatic ? "static " : string.Empty;
        var access = field.IsPublic ? string.Empty : "protected ";
        var readOnly = field.IsInitOnly ? "readonly " : string.Empty;
        var value = field.IsLiteral ? $" = {field.GetRawConstantValue()}" : string.Empty;
        return $"{access}{modifier}{readOnly}{TypeNames.Of(field.FieldType)} {field.Name}{value}{Obsolete(field)}";
    }

    private static string Describe(ConstructorInfo constructor) =>
        $"{Modifiers(constructor)}constructor({Parameters(constructor)}){Obsolete(constructor)}";

    private static string Describe(MethodInfo method) =>
        $"{Modifiers(method)}{TypeNames.Of(method.ReturnType)} {method.Name}{TypeNames.Constraints(method.GetGenericArguments())}"
        + $"({Parameters(method)}){Obsolete(method)}";

    // Getter and setter stand for themselves: a stand-in may offer only one of them.
    private static IEnumerable<string> Describe(PropertyInfo property)
    {
        var index = property.GetIndexParameters().Length > 0 ? $"[{Parameters(property.GetMethod ?? property.SetMethod!)}]" : string.Empty;
        var name = $"{TypeNames.Of(property.PropertyType)} {property.Name}{index}";
        if (IsOpen(property.GetMethod))
            yield return $"{Modifiers(property.GetMethod!)}{name} get{Obsolete(property)}";
        if (IsOpen(property.SetMethod))
            yield return $"{Modifiers(property.SetMethod!)}{name} {(IsInitOnly(property.SetMethod!) ? "init" : "set")}{Obsolete(property)}";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
    {
        var passing = !parameter.ParameterType.IsByRef ? string.Empty
            : parameter.IsOut ? "out "
            : Has(parameter.CustomAttributes, "IsReadOnlyAttribute") ? "in "
            : "ref ";
        var variable = Has(parameter.CustomAttributes, "ParamArrayAttribute") ? "params " : string.Empty;
        var extension = parameter.Position == 0 && Has(method.CustomAttributes, "ExtensionAttribute") ? "this " : string.Empty;
        var fallback = parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue ?? "null"}" : string.Empty;
        return $"{extension}{passing}{variable}{TypeNames.Of(parameter.ParameterType)} {parameter.Name}{fallback}";
    }));

    private static string Modifiers(MethodBase method)
    {
        var access = method.IsPublic ? string.Empty : "protected ";
        if (method.IsStatic)
            return access + (method.IsAbstract ? "static abstract " : "static ");
        if (method.DeclaringType!.IsInterface || method.IsConstructor)
            return access;
        var inheritance = method.IsAbstract ? "abstract "
            : method is MethodInfo info && method.IsVirtual && !IsNewSlot(info) ? "override "
            : method.IsVirtual && !method.IsFinal ? "virtual "
            : string.Empty;
        return access + inheritance;
    }

    private static bool IsVisible(Type type) => type.IsNested
        ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
        : type.IsPublic;

    private static bool IsDelegate(Type type) => type.BaseType?.FullName == "System.MulticastDelegate";

    private static bool IsCallable(MethodInfo method) => IsOpen(method) && !IsAccessor(method) && !IsRedundant(method);

    private static bool IsOpen(MethodBase? method) =>
        method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static bool IsOpen(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static bool IsAccessor(MethodInfo method) =>
        method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    // Overrides that change nothing a caller can see: finalizers, object's methods, and what compilers write for records.
    private static bool IsRedundant(MethodInfo method) =>
        method.Name is "Finalize" or "PrintMembers" or "<Clone>$" || (method.IsVirtual && !IsNewSlot(method) && !method.IsAbstract);

    private static bool IsNewSlot(MethodInfo method) => (method.Attributes & MethodAttributes.NewSlot) != 0;

    private static bool IsInitOnly(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");

    private static string Obsolete(MemberInfo member) =>
        Has(member.CustomAttributes, "ObsoleteAttribute") ? " [obsolete]" : string.Empty;

    private static bool Has(IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes.Any(attribute => attribute.AttributeType.Name == name);
}
