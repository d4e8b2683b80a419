using System.Text;
using Orleans.Serialization.Serializers;

namespace Orleans.Runtime.Manifest;

/// <summary>Names of generic grains and interfaces: the name of the definition, followed by the names of the arguments as in <c>name`1[[argument]]</c>.</summary>
internal sealed class GenericNames(CodecProvider codecs)
{
    private const string Open = "[[";
    private const string Close = "]]";
    private const string Separator = "],[";

    /// <summary>Splits a name into that of the definition and the arguments in brackets, which are empty for other names.</summary>
    public static (string Definition, string Arguments) Split(string name)
    {
        var start = name.IndexOf(Open, StringComparison.Ordinal);
        return start < 0 ? (name, string.Empty) : (name[..start], name[start..]);
    }

    /// <summary>Gets the grain type without its arguments.</summary>
    public static GrainType GetDefinition(GrainType grainType) =>
        grainType.AsSpan().IndexOf((byte)'[') < 0 ? grainType : GrainType.Create(Split(grainType.ToString()!).Definition);

    /// <summary>Names the arguments of a constructed generic type.</summary>
    public string FormatArguments(Type type) =>
        Open + string.Join(Separator, type.GetGenericArguments().Select(argument => Encoding.UTF8.GetString(codecs.Registry.GetName(argument)))) + Close;

    /// <summary>Constructs a generic type from its definition and the names of its arguments.</summary>
    /// <exception cref="ArgumentException">An argument is not known to this process.</exception>
    public Type Construct(Type definition, string arguments)
    {
        var names = arguments[Open.Length..^Close.Length].Split(Separator);
        return definition.MakeGenericType([.. names.Select(name => codecs.Registry.GetType(Encoding.UTF8.GetBytes(name))
            ?? throw new ArgumentException($"The type argument '{name}' of {definition} is not known to this process."))]);
    }
}
