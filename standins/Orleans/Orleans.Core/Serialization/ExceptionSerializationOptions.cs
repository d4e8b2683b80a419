namespace Orleans.Serialization;

/// <summary>Which exceptions without generated code may travel.</summary>
public class ExceptionSerializationOptions
{
    /// <summary>Namespaces whose exceptions may travel, with those below them; by default Microsoft, System and Azure.</summary>
    public HashSet<string> SupportedNamespacePrefixes { get; } = new(StringComparer.Ordinal) { "Microsoft", "System", "Azure" };

    /// <summary>Admits further types; by default none.</summary>
    public Func<Type, bool> SupportedExceptionTypeFilter { get; set; } = static _ => false;
}
