using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.Options;
using Orleans.Serialization.Configuration;
using OrleansStandIn.Generated;

namespace Orleans.Serialization.TypeSystem;

/// <summary>
/// The names of types on the wire. Only types registered here can be named, so no data can make this process load or create another.
/// </summary>
internal sealed class TypeRegistry
{
    private const int MaximumNameLength = 4096;
    private const int MaximumCachedNames = 10_000;

    private static readonly System.Reflection.Assembly CoreLibrary = typeof(object).Assembly;

    private readonly Dictionary<Type, string> _names = [];
    private readonly Dictionary<string, Type> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, uint> _ids = [];
    private readonly Type[] _byId = WellKnownTypes.All;
    private readonly ConcurrentDictionary<Type, byte[]> _encoded = new();
    private readonly ConcurrentDictionary<byte[], Type> _decoded = new(ByteArrayComparer.Instance);
    private readonly ConcurrentDictionary<byte[], Type>.AlternateLookup<ReadOnlySpan<byte>> _decodedBySpan;

    public TypeRegistry(IOptions<TypeManifestOptions> options)
    {
        _decodedBySpan = _decoded.GetAlternateLookup<ReadOnlySpan<byte>>();
        for (uint i = 0; i < _byId.Length; i++)
        {
            _ids.Add(_byId[i], i);
            _names.Add(_byId[i], $"#{i}");
            _types.Add($"#{i}", _byId[i]);
        }

        foreach (var (alias, type) in options.Value.WellKnownTypeAliases) Add(type, alias);
        foreach (var codec in options.Value.Serializers) Add(CodecTypes.GetTarget(codec));
        foreach (var type in options.Value.Interfaces) Add(type);
        foreach (var type in options.Value.AllowedTypeSet) Add(type);
        foreach (var type in options.Value.Interfaces) Add(type);
        foreach (var converter in options.Value.Converters) Add(CodecTypes.GetConverted(converter).Value);
    }

    public bool TryGetId(Type type, out uint id) => _ids.TryGetValue(type, out id);

    public Type? GetTypeById(uint id) => id < _byId.Length ? _byId[id] : null;

    /// <summary>Returns the name of a type in UTF-8.</summary>
    /// <exception cref="CodecNotFoundException">The type, or a type it is built from, is not registered.</exception>
    public byte[] GetName(Type type)
        => _encoded.TryGetValue(type, out var name) ? name
            : _encoded.GetOrAdd(type, static (type, self) => Encoding.UTF8.GetBytes(self.Format(type)), this);

    /// <summary>Returns the type of a name, or null if it is not registered.</summary>
    public Type? GetType(ReadOnlySpan<byte> name)
    {
        if (_decodedBySpan.TryGetValue(name, out var type)) return type;
        if (name.Length > MaximumNameLength) return null;
        var text = Encoding.UTF8.GetString(name);
        var position = 0;
        type = Parse(text, ref position, 0);
        if (type is null || position != text.Length) return null;
        if (_decoded.Count < MaximumCachedNames) _decoded.TryAdd(name.ToArray(), type);
        return type;
    }

    private static string DefaultName(Type type) => $"{type.FullName},{type.Assembly.GetName().Name}";

    /// <summary>Keeps the characters that build names out of the names of single types.</summary>
    private static string Escape(string name)
        => name.Replace('<', '{').Replace('>', '}').Replace('[', '(').Replace(']', ')').Replace(';', ',');

    private void Add(Type type, string? alias = null)
    {
        if (type.IsGenericType && !type.IsGenericTypeDefinition) type = type.GetGenericTypeDefinition();
        var name = Escape(alias ?? DefaultName(type));
        if (_names.TryAdd(type, name) || alias is not null) Claim(name, type);
    }

    private void Claim(string name, Type type)
    {
        if (_types.TryAdd(name, type) || _types[name] == type) return;
        throw new InvalidOperationException($"The types {_types[name]} and {type} both have the name '{name}'. Give each its own [Alias].");
    }

    private string Format(Type type)
    {
        if (type.IsArray) return $"{Format(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsConstructedGenericType)
            return $"{Format(type.GetGenericTypeDefinition())}<{string.Join(";", type.GetGenericArguments().Select(Format))}>";
        if (type.IsEnum && type.Assembly == CoreLibrary && !_names.ContainsKey(type)) return DefaultName(type);
        return _names.GetValueOrDefault(type) ?? throw new CodecNotFoundException(
            $"Type {type} is not registered for serialization. Mark it with [GenerateSerializer] and compile its assembly with the "
                + $"code generator.");
    }

    private Type? Parse(string text, ref int position, int depth)
    {
        if (depth > 16) return null;
        var end = text.AsSpan(position).IndexOfAny("<>;[");
        end = end < 0 ? text.Length : position + end;
        if (!_types.TryGetValue(text[position..end], out var type) && !TryGetCoreEnum(text[position..end], out type)) return null;
        position = end;
        if (position < text.Length && text[position] == '<')
        {
            if (!type.IsGenericTypeDefinition) return null;
            var arguments = new List<Type>();
            do
            {
                position++;
                if (Parse(text, ref position, depth + 1) is not { } argument) return null;
                arguments.Add(argument);
            }
            while (position < text.Length && text[position] == ';');

            if (position >= text.Length || text[position++] != '>' || arguments.Count != type.GetGenericArguments().Length) return null;
            if (!TryConstruct(type, arguments, out type)) return null;
        }

        while (position < text.Length && text[position] == '[')
        {
            var close = text.IndexOf(']', position);
            if (close < 0 || close - position > 4) return null;
            type = close == position + 1 ? type.MakeArrayType() : type.MakeArrayType(close - position);
            position = close + 1;
        }

        return type;
    }

    /// <summary>Enumerations of the core library hold nothing but a number, so any of them may be named.</summary>
    private static bool TryGetCoreEnum(string name, [NotNullWhen(true)] out Type? type)
    {
        var comma = name.LastIndexOf(',');
        type = comma > 0 && name.AsSpan(comma + 1).SequenceEqual(CoreLibrary.GetName().Name) ? CoreLibrary.GetType(name[..comma]) : null;
        return type is { IsEnum: true };
    }

    private static bool TryConstruct(Type definition, List<Type> arguments, [NotNullWhen(true)] out Type? result)
    {
        try
        {
            result = definition.MakeGenericType([.. arguments]);
            return true;
        }
        catch (ArgumentException)
        {
            result = null;
            return false;
        }
    }
}
