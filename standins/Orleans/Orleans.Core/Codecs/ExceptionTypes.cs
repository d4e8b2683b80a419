using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace OrleansStandIn.Generated;

/// <summary>Finds exception types by name among the loaded assemblies; it loads none and creates nothing but exceptions.</summary>
internal static class ExceptionTypes
{
    private const int MaximumCached = 1_000;

    private static readonly ConcurrentDictionary<string, Type?> Known = new(StringComparer.Ordinal);

    public static string GetName(Exception exception)
        => exception is Orleans.Serialization.UnavailableExceptionFallbackException { ExceptionType: { } name } ? name : $"{exception.GetType().FullName},{exception.GetType().Assembly.GetName().Name}";

    public static Type? Find(string name)
    {
        if (Known.TryGetValue(name, out var type)) return type;
        type = Search(name);
        if (Known.Count < MaximumCached) Known.TryAdd(name, type);
        return type;
    }

    public static Exception? TryCreate(string name)
    {
        if (Find(name) is not { } type) return null;
        if (type.GetConstructor(Type.EmptyTypes) is null) return (Exception)RuntimeHelpers.GetUninitializedObject(type);
        try
        {
            return (Exception)Activator.CreateInstance(type)!;
        }
        catch (System.Reflection.TargetInvocationException)
        {
            return null;
        }
    }

    private static Type? Search(string name)
    {
        var comma = name.LastIndexOf(',');
        if (comma <= 0) return null;
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (assembly.IsDynamic || !name.AsSpan(comma + 1).SequenceEqual(assembly.GetName().Name)) continue;
            if (assembly.GetType(name[..comma]) is { IsAbstract: false, ContainsGenericParameters: false } type && type.IsAssignableTo(typeof(Exception))) return type;
        }

        return null;
    }
}
