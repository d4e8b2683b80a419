using System.Reflection;

namespace OrleansStandIn.Generated;

/// <summary>Finds the method that a request stands for; each request class asks once.</summary>
public static class InterfaceMethods
{
    /// <summary>
    /// For generated code: returns the method with the given name and types, and throws <see cref="MissingMethodException"/> if there is
    /// none.
    /// </summary>
    public static MethodInfo Find(Type interfaceType, string name, Type[]? typeArguments, Type[] parameterTypes)
    {
        foreach (var method in interfaceType.GetMethods())
        {
            if (method.Name != name || method.GetGenericArguments().Length != (typeArguments?.Length ?? 0)) continue;
            var constructed = typeArguments is null ? method : method.MakeGenericMethod(typeArguments);
            if (constructed.GetParameters().Select(static parameter => parameter.ParameterType).SequenceEqual(parameterTypes))
            {
                return constructed;
            }
        }

        throw new MissingMethodException(interfaceType.FullName, name);
    }
}
