using System.Reflection;

namespace Orleans.Runtime.Filters;

/// <summary>Finds the method of a class that implements a method of an interface.</summary>
internal static class FilterMethods
{
    /// <summary>Gets the implementation; the interface method itself where the class does not implement the interface.</summary>
    public static MethodInfo GetImplementation(Type type, MethodInfo interfaceMethod)
    {
        var definition = interfaceMethod is { IsGenericMethod: true, IsGenericMethodDefinition: false } ? interfaceMethod.GetGenericMethodDefinition() : interfaceMethod;
        if (definition.DeclaringType is not { IsInterface: true } declaring || !declaring.IsAssignableFrom(type))
        {
            return interfaceMethod;
        }

        var map = type.GetInterfaceMap(declaring);
        var index = Array.IndexOf(map.InterfaceMethods, definition);
        if (index < 0)
        {
            return interfaceMethod;
        }

        var implementation = map.TargetMethods[index];
        return interfaceMethod is { IsGenericMethod: true, IsGenericMethodDefinition: false }
            ? implementation.MakeGenericMethod(interfaceMethod.GetGenericArguments())
            : implementation;
    }
}
