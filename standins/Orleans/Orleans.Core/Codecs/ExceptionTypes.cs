using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Orleans.Serialization;

namespace OrleansStandIn.Generated;

/// <summary>
/// Finds supported exception types by name among the loaded assemblies; it loads none and creates nothing but exceptions.
/// </summary>
internal sealed class ExceptionTypes(ExceptionSerializationOptions options)
{
    private const int MaximumCached = 1_000;

    private readonly ConcurrentDictionary<string, Type?> _known = new(StringComparer.Ordinal);

    public bool IsSupported(Type type)
        => type == typeof(Exception) || type == typeof(UnavailableExceptionFallbackException) || options.SupportedExceptionTypeFilter(type)
            || options.SupportedNamespacePrefixes.Any(
                prefix => type.Namespace is { } ns && ns.StartsWith(prefix, StringComparison.Ordinal)
                    && (ns.Length == prefix.Length || ns[prefix.Length] == '.'));

    public static string GetName(Exception exception)
        => exception is UnavailableExceptionFallbackException { ExceptionType: { } name } ? name
            : $"{exception.GetType().FullName},{exception.GetType().Assembly.GetName().Name}";

    public Type? Find(string name)
    {
        if (_known.TryGetValue(name, out var type)) return type;
        type = Search(name);
        if (_known.Count < MaximumCached) _known.TryAdd(name, type);
        return type;
    }

    public Exception? TryCreate(string name)
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

    private Type? Search(string name)
    {
        var comma = name.LastIndexOf(',');
        if (comma <= 0) return null;
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (assembly.IsDynamic || !name.AsSpan(comma + 1).SequenceEqual(assembly.GetName().Name)) continue;
            if (assembly.GetType(name[..comma]) is { IsAbstract: false, ContainsGenericParameters: false } type
                && type.IsAssignableTo(typeof(Exception)) && IsSupported(type))
            {
                return type;
            }
        }

        return null;
    }
}
