global using System.Buffers.Binary;
global using System.Globalization;
