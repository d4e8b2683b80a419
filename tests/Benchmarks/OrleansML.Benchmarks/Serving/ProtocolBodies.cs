using System.Runtime.InteropServices;
using System.Text.Json;

namespace OrleansML.Benchmarks.Serving;

/// <summary>Bodies of the binary tensor extension.</summary>
internal static class ProtocolBodies
{
    public static (string Headers, byte[] Body) ProtocolBinary(this BenchmarkModel model)
    {
        var data = MemoryMarshal.AsBytes<float>(model.Row).ToArray();
        var json = JsonSerializer.SerializeToUtf8Bytes(new
        {
            parameters = new { binary_data_output = true },
            inputs = new[]
            {
                new { name = BenchmarkModel.InputName, shape = new[] { 1, model.Row.Length }, datatype = "FP32", parameters = new { binary_data_size = data.Length } },
            },
        });
        return ($"Content-Type: application/octet-stream\r\nInference-Header-Content-Length: {json.Length}\r\n", [.. json, .. data]);
    }
}
