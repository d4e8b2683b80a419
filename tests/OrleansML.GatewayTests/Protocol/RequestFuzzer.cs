using System.Globalization;
using System.Text;

namespace OrleansML.GatewayTests.Protocol;

/// <summary>Writes infer requests that are right in most places and wrong in some, from a seed.</summary>
internal sealed class RequestFuzzer(int seed)
{
    private static readonly string[] Types =
        ["BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "INT32", "INT64", "FP16", "FP32", "FP64", "BF16", "BYTES", "FLOAT", ""];

    private static readonly string[] Odd =
    [
        "null", "true", "-1", "0", "1e400", "-0.0", "9223372036854775807", "9223372036854775808", "1.5", "\"\"", "\"\\ud800\"", "\"\\u0000\"",
        "[]", "{}", "[[]]", "\"triton_x\"", "NaN", "-", "1e", "\"", "4294967296", "1152921504606846978", "{\"a\":[1,{\"b\":2}]}",
    ];

    private static readonly string[] Names =
        ["inputs", "outputs", "parameters", "id", "name", "shape", "datatype", "data", "binary_data_size", "binary_data", "timeout", "classification"];

    private readonly Random _random = new(seed);
    private readonly StringBuilder _json = new();
    private readonly List<byte> _binary = [];

    public (byte[] Json, byte[]? Binary) Next()
    {
        _json.Clear();
        _binary.Clear();
        WriteRequest();
        var json = Encoding.UTF8.GetBytes(_json.ToString());
        if (Chance(4))
            json = Damage(json);
        if (Chance(10))
            _binary.Add((byte)_random.Next(256));
        if (Chance(10) && _binary.Count > 0)
            _binary.RemoveAt(_random.Next(_binary.Count));
        return (json, Chance(3) ? null : [.. _binary]);
    }

    private void WriteRequest()
    {
        _json.Append('{');
        if (Chance(3))
            _json.Append("\"id\":").Append(OddOr("\"i\"")).Append(',');
        if (Chance(3))
            WriteParameters("binary_data_output", "true");
        if (Chance(3))
            _json.Append("\"outputs\":[{\"name\":").Append(OddOr("\"y\"")).Append("}],");
        _json.Append("\"inputs\":[");
        for (int index = 0, count = _random.Next(1, 4); index < count; index++)
        {
            if (index > 0)
                _json.Append(',');
            WriteInput(index);
        }

        _json.Append("]}");
    }

    private void WriteInput(int index)
    {
        var shape = Enumerable.Range(0, _random.Next(4)).Select(_ => (long)_random.Next(4)).ToArray();
        var type = Types[_random.Next(Types.Length)];
        var count = (int)shape.Aggregate(1L, static (product, axis) => product * axis);
        var members = new List<Action>
        {
            () => _json.Append("\"name\":").Append(OddOr($"\"x{index}\"")),
            () => _json.Append("\"datatype\":").Append(OddOr($"\"{type}\"")),
            () => _json.Append("\"shape\":").Append(OddOr($"[{string.Join(",", shape)}]")),
        };
        if (Chance(3))
            members.Add(() => WriteBinary(type, count));
        else
            members.Add(() => WriteData(type, shape, count));
        if (Chance(20))
            members.RemoveAt(_random.Next(members.Count));
        if (Chance(3))
            _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(members));

        _json.Append('{');
        for (var member = 0; member < members.Count; member++)
        {
            if (member > 0)
                _json.Append(Chance(200) ? ",," : ",");
            members[member]();
        }

        _json.Append('}');
    }

    private void WriteBinary(string type, int count)
    {
        var size = type switch
        {
            "BYTES" => 4,
            "BOOL" or "UINT8" or "INT8" => 1,
            "UINT16" or "INT16" or "FP16" or "BF16" => 2,
            "UINT64" or "INT64" or "FP64" => 8,
            _ => 4,
        } * count;
        _binary.AddRange(new byte[size]);
        _json.Append("\"parameters\":{\"binary_data_size\":").Append(OddOr(size.ToString(CultureInfo.InvariantCulture))).Append('}');
    }

    private void WriteData(string type, long[] shape, int count)
    {
        _json.Append("\"data\":");
        if (Chance(30))
        {
            _json.Append(new string('[', _random.Next(80)));
            return;
        }

        if (Chance(2) || shape.Length == 0)
        {
            _json.Append('[').AppendJoin(',', Enumerable.Range(0, Chance(15) ? Math.Max(0, count + _random.Next(3) - 1) : count).Select(_ => Element(type))).Append(']');
            return;
        }

        WriteNested(type, shape);
    }

    private void WriteNested(string type, ReadOnlySpan<long> shape)
    {
        _json.Append('[');
        var length = Chance(30) ? _random.Next(4) : shape[0];
        for (var index = 0; index < length; index++)
        {
            if (index > 0)
                _json.Append(',');
            if (shape.Length > 1)
                WriteNested(type, shape[1..]);
            else
                _json.Append(Element(type));
        }

        _json.Append(']');
    }

    private string Element(string type) => OddOr(type switch
    {
        "BYTES" => $"\"{new string('t', _random.Next(5))}\"",
        "BOOL" => Chance(2) ? "true" : "false",
        "FP32" or "FP64" => _random.NextDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => _random.Next(128).ToString(CultureInfo.InvariantCulture),
    });

    private void WriteParameters(string name, string value) => _json
        .Append("\"parameters\":{\"").Append(Chance(5) ? Names[_random.Next(Names.Length)] : name).Append("\":").Append(OddOr(value)).Append("},");

    private string OddOr(string usual) => Chance(60) ? Odd[_random.Next(Odd.Length)] : usual;

    private byte[] Damage(byte[] json)
    {
        var bytes = new List<byte>(json);
        for (var times = _random.Next(1, 4); times > 0 && bytes.Count > 0; times--)
        {
            var at = _random.Next(bytes.Count);
            switch (_random.Next(5))
            {
                case 0: bytes[at] = (byte)_random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)"[]{}\",:0-\\ \n"[_random.Next(12)]); break;
                case 3: bytes.RemoveRange(at, _random.Next(bytes.Count - at)); break;
                default: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Odd[_random.Next(Odd.Length)])); break;
            }
        }

        return [.. bytes];
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;
}
