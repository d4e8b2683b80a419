using System.Reflection;

namespace Orleans.Serialization.Internal;

/// <summary>Finds the assemblies with generated code.</summary>
internal static class ReferencedAssemblies
{
    /// <summary>Returns the loaded assemblies and the application parts that they name, loading those that are not loaded yet.</summary>
    public static IReadOnlyCollection<Assembly> Find()
    {
        var found = new HashSet<Assembly>();
        if (Assembly.GetEntryAssembly() is { } entry) Add(found, entry);
        Add(found, typeof(ReferencedAssemblies).Assembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies()) Add(found, assembly);
        return found;
    }

    private static void Add(HashSet<Assembly> found, Assembly assembly)
    {
        if (assembly.IsDynamic || !found.Add(assembly)) return;
        foreach (var part in assembly.GetCustomAttributes<ApplicationPartAttribute>())
        {
            try
            {
                Add(found, Assembly.Load(part.AssemblyName));
            }
            catch (FileNotFoundException)
            {
                // A reference that is only needed to compile is not deployed; nothing of it can be used.
            }
        }
    }
}
